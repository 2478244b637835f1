import type { Condition } from "../policy/condition";
import { readRange } from "../policy/ip-range";
import { comparisonSteps, type Steps } from "./steps";
import { matches } from "./value-fits";

/**
 * Whether a condition holds for a request whose key has this one value (`undefined`: that lacks the key). `undefined` when
 * that is not known.
 */
export function holdsFor(condition: Condition, value: string | undefined, steps: Steps): boolean | undefined {
  const { test, negated, ifExists, set, exact, patterns, unsettled } = condition;
  if (test === "null") return exact.size === 1 ? exact.has(String(value === undefined)) : undefined;
  if (test === "other") return undefined;
  if (value === undefined) return ifExists || set === "all" || (negated && set !== "any");
  const isOneByOne = test === "ip" || test === "number" || test === "time";
  steps.take(1 + (isOneByOne ? exact.size : comparisonSteps(patterns, [value])));
  if (steps.spent) return undefined;
  const fits = fitsValue(value);
  if (fits === undefined || (!fits && unsettled.length > 0)) return undefined;
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

/** Compares a number or a time; `undefined` when one of them is neither. */
export function orderHolds(condition: Condition, value: string): boolean | undefined {
  const fits = orderFits(condition, value);
  return fits === undefined ? undefined : fits !== condition.negated;
}

function orderFits({ test, order, exact, unsettled }: Condition, value: string): boolean | undefined {
  const given = numberOf(value, test);
  const wanted = [...exact].map((one) => numberOf(one, test));
  if (unsettled.length > 0 || wanted.some(Number.isNaN) || Number.isNaN(given)) return undefined;
  return wanted.some((one) => {
    switch (order) {
      case "less":
        return given < one;
      case "at most":
        return given <= one;
      case "at least":
        return given >= one;
      case "more":
        return given > one;
      default:
        return given === one;
    }
  });
}

const MS = 1000;

/** A time without the zone in which it is meant, or four digits, which may be a year as well as seconds. */
const AMBIGUOUS_TIME = /^\d{1,4}$|T(?!.*(?:Z|[+-]\d\d:?\d\d)$)/i;

/** A number, or a time as seconds since 1970; NaN for what is neither, or not for certain. */
export function numberOf(text: string, test: Condition["test"]): number {
  if (text === "" || (test === "time" && AMBIGUOUS_TIME.test(text))) return Number.NaN;
  const number = Number(text);
  return Number.isNaN(number) && test === "time" ? Date.parse(text) / MS : number;
}

function isIn(address: string, range: string): boolean {
  const one = readRange(address);
  const all = readRange(range);
  if (one === undefined || all === undefined) return false;
  return one.bits === all.bits && one.first >= all.first && one.last <= all.last;
}
