import { readRange, writeAddress } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { type Domain, UNNAMED_TEXT } from "./domain";
import { numberOf } from "./concrete";
import type { Form } from "./forms";

/** A value that a key may have in a request; `undefined`: that it lacks the key. */
export type Value = string | undefined;

/** Of a key the caller chooses: what its domain takes of the values that are named and of those just beside them. */
export function valuesWithin(
  { absent, values, accepts }: Domain,
  conditions: readonly Condition[],
): readonly Value[] {
  const named = accepts === undefined ? [] : namedValues(conditions).filter(accepts);
  return [...new Set([...(absent ? [undefined] : []), ...values, ...named])];
}

/** Where a request comes from, as far as one key says it. */
export function networkValues(
  isAddress: boolean,
  conditions: readonly Condition[],
  { endpoint }: Form,
): readonly Value[] {
  if (isAddress === endpoint) return [undefined];
  return isAddress ? namedValues(conditions) : [UNNAMED_TEXT, ...namedValues(conditions)];
}

/** Values that a policy names, some that fit its patterns, and some just beside its numbers and ranges. */
export function namedValues(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap(({ test, exact, patterns }) => [
    ...[...exact].flatMap((text) => near(test, text)),
    ...patterns.flatMap(examples),
  ]);
}

function near(test: Condition["test"], text: string): readonly string[] {
  switch (test) {
    case "ip":
      return nearAddresses(text);
    case "number":
      return nearNumbers(text);
    case "time":
      return nearNumbers(text, "time").map((seconds) => new Date(Number(seconds) * 1000).toISOString());
    default:
      return [text];
  }
}

function nearNumbers(text: string, test: "number" | "time" = "number"): readonly string[] {
  const number = numberOf(text, test);
  return Number.isNaN(number) || Math.abs(number) > LARGEST
    ? []
    : [number - 1, number, number + 1].map(String);
}

/** Times beyond this many seconds are no dates. */
const LARGEST = 8e12;

function nearAddresses(text: string): readonly string[] {
  const range = readRange(text);
  if (range === undefined) return [];
  const last = (1n << BigInt(range.bits)) - 1n;
  return [range.first - 1n, range.first, range.last, range.last + 1n]
    .filter((address) => address >= 0n && address <= last)
    .map((address) => writeAddress(address, range.bits));
}

/** Texts that fit a pattern. */
export const examples = (pattern: string): readonly string[] =>
  FILLINGS.map(([one, many]) => pattern.replaceAll("?", one).replaceAll("*", many));
const FILLINGS = [
  ["x", ""],
  ["x", "x"],
  ["9", "9999"],
] as const;
