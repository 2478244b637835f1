import type { Scalar } from "../core/event-pattern";
import type { Condition, ValueTest } from "./condition";
import { ipToHex } from "./ip-address";

/** One test for "the value satisfies any of these"; the absent condition is not about a value. */
export function anyOf(conditions: readonly Condition[]): ValueTest {
  const exact = new Set<Scalar>();
  const addresses = new Set<string>();
  const tests: ValueTest[] = [];
  for (const condition of conditions) {
    if (condition.kind === "test") tests.push(condition.test);
    if (condition.kind !== "exact") continue;
    exact.add(condition.value);
    const address = typeof condition.value === "string" ? ipToHex(condition.value) : undefined;
    if (address !== undefined) addresses.add(address);
  }
  // A plain value that is an IP address accepts every spelling of that address.
  if (addresses.size > 0) {
    tests.push((value) => {
      const address = typeof value === "string" ? ipToHex(value) : undefined;
      return address !== undefined && addresses.has(address);
    });
  }
  const [first] = exact;
  const test: ValueTest =
    exact.size === 1 ? (value): boolean => value === first : (value): boolean => exact.has(value);
  if (tests.length === 0) return test;
  return (value) => test(value) || tests.some((other) => other(value));
}
