import { isObject } from "../core/json";

/**
 * The value at an EventBridge JSON path such as `$.detail.items[0].name`, or `undefined`.
 * Dots, array indices and the `*` of an array are known, as in EventBridge.
 */
export function atJsonPath(event: unknown, path: string): unknown {
  const steps = path
    .replace(/^\$/, "")
    .replaceAll(/\[(\d+|\*)\]/g, ".$1")
    .split(".")
    .filter((step) => step !== "");
  return follow(event, steps);
}

function follow(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    if (step === "*") return value.map((entry) => follow(entry, rest)).filter((entry) => entry !== undefined);
    return /^\d+$/.test(step) ? follow(value[Number(step)], rest) : undefined;
  }
  return isObject(value) && Object.hasOwn(value, step) ? follow(value[step], rest) : undefined;
}
