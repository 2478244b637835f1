import { isInOrder, isWithin, readNumber, readRange, readTime } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";

import { comparisonSteps, type Steps } from "./steps";
import { matches } from "./value-fits";

/**
 * Whether a condition holds for a request whose key has this one value (`undefined`: that lacks the key). `undefined` when
 * that is not known.
 */
export function holdsFor(condition: Condition, value: string | undefined, steps: Steps): boolean | undefined {
  const { test, negated, exact, patterns, unsettled } = condition;
  if (test === "null") return exact.size === 1 ? exact.has(String(value === undefined)) : undefined;
  if (test === "other") return undefined;
  if (value === undefined) return holdsWithoutKey(condition);
  const isOneByOne = test === "ip" || test === "number" || test === "time";
  steps.take(1 + (isOneByOne ? exact.size : comparisonSteps(patterns, [value])));
  if (steps.spent) return undefined;
  const fits = fitsValue(value);
  if (fits === undefined || (!fits && unsettled.size > 0)) return undefined;
  return fits !== negated;

  function fitsValue(given: string): boolean | undefined {
    switch (test) {
      case "number":
      case "time":
        return orderFits(condition, given);
      case "ip":
        return [...exact].some((range) => isIn(given, range));
      case "equals":
        return exact.has(given);
      case "equals ignoring case":
      case "bool":
        return exact.has(given.toLowerCase());
      default:
        return exact.has(given) || patterns.some((pattern) => matches(test, pattern, given));
    }
  }
}

/**
 * Whether a condition holds for a request that lacks its key. IfExists says that it does, ForAnyValue that it does not; AWS does
 * not say which wins.
 */
export function holdsWithoutKey({ negated, ifExists, set }: Condition): boolean | undefined {
  if (ifExists) return set === "any" ? undefined : true;
  return set === "all" || (negated && set !== "any");
}

/** Compares a number or a time; `undefined` when one of them is neither. */
export function orderHolds(condition: Condition, value: string): boolean | undefined {
  const fits = orderFits(condition, value);
  return fits === undefined ? undefined : fits !== condition.negated;
}

function orderFits({ test, order, exact, unsettled }: Condition, value: string): boolean | undefined {
  const given = numberOf(value, test);
  const wanted = [...exact].map((one) => numberOf(one, test));
  if (unsettled.size > 0 || wanted.some(Number.isNaN) || Number.isNaN(given)) return undefined;
  return wanted.some((one) => isInOrder(given, order, one));
}

const MS = 1000;

/** A number, or a time as seconds since 1970; NaN for what is neither, or not for certain. */
export function numberOf(text: string, test: Condition["test"]): number {
  if (test !== "time") return readNumber(text) ?? Number.NaN;
  const time = readTime(text);
  return time === undefined ? Number.NaN : time / MS;
}

function isIn(address: string, range: string): boolean {
  const one = readRange(address);
  const all = readRange(range);
  return one !== undefined && all !== undefined && isWithin(one, all);
}
