import type { Condition } from "../policy/condition";
import { type CallerKey, isCallerKey, type KeyFacts } from "../policy/condition-keys";
import { isFixedValue, suits } from "../policy/fixed-value";
import { hasWildcard } from "../policy/glob";
import { hasVariable } from "../policy/variable";
import type { BucketContext } from "./bucket-context";
import type { Guise } from "./caller";
import { fitsKey, hasKey } from "./caller-key";
import { either, not, type Outcome } from "./outcome";

/**
 * Whether a condition holds for a caller. `inside`: only for calls from a fixed network (or through a fixed access point);
 * `outside`: for all calls but those.
 */
export type Holds = Outcome | "inside" | "outside";

/** Asks a condition about a caller. A key or an operator that is not known here holds when the caller likes. */
export function conditionHolds(condition: Condition, caller: Guise, context: BucketContext): Holds {
  const { key, test, values, facts } = condition;
  if (facts === undefined || test === "other") return "can";
  if (facts.tells === "network") return networkHolds(condition, facts);
  if (!isCallerKey(key)) return "can";

  const present = hasKey(key, caller);
  if (test === "null") return nullHolds(values, present);
  if (!suits(test, facts.shape)) return "can";
  const fits = fitsAny(condition, key, caller, context);
  const matches = condition.negated ? not(fits) : fits;
  const outcome = whenPresent(present, matches, holdsWithoutKey(condition) ? "yes" : "no");
  // IAM does not say how a list compares without ForAnyValue or ForAllValues; at most it compares as one value.
  return facts.many === true && condition.set === undefined && outcome !== "no" ? "maybe" : outcome;
}

function fitsAny(
  { test, values }: Condition,
  key: CallerKey,
  caller: Guise,
  { organization, accountId }: BucketContext,
): Outcome {
  let fits: Outcome = "no";
  for (const written of values) {
    const value = hasVariable(written) ? resourceVariable(written, organization?.id, accountId) : written;
    fits = either(fits, value === undefined ? "can" : fitsKey(key, test, value, caller));
    if (fits === "yes") return fits;
  }
  return fits;
}

// These two say the same in every request for the bucket.
function resourceVariable(
  written: string,
  organization: string | undefined,
  account: string | undefined,
): string | undefined {
  switch (written.toLowerCase()) {
    case "${aws:resourceorgid}":
      return organization;
    case "${aws:resourceaccount}":
    case "${s3:resourceaccount}":
      return account;
    default:
      return undefined;
  }
}

function holdsWithoutKey({ negated, ifExists, set }: Condition): boolean {
  return ifExists || set === "all" || (negated && set !== "any");
}

function whenPresent(present: Outcome, matches: Outcome, withoutKey: "yes" | "no"): Outcome {
  switch (present) {
    case "yes":
      return matches;
    case "no":
      return withoutKey;
    case "can":
    case "maybe":
      return matches === withoutKey ? matches : matches === "maybe" ? "maybe" : present;
  }
}

function nullHolds(values: readonly string[], present: Outcome): Outcome {
  const wantsAbsent = values.some((value) => value.toLowerCase() === "true");
  const wantsPresent = values.some((value) => value.toLowerCase() === "false");
  if (wantsAbsent === wantsPresent) return "can";
  return wantsAbsent ? not(present) : present;
}

function networkHolds(condition: Condition, facts: KeyFacts): Holds {
  const { key, test, negated, values, set } = condition;
  if (!suits(test, facts.shape)) return "can";
  const withoutKey = holdsWithoutKey(condition);
  const real = values.filter((value) => namesNetwork(test, value));
  if (real.length === 0) return negated ? (withoutKey ? "yes" : "can") : withoutKey ? "can" : "no";
  if (!real.every((value) => isFixedValue(key, value, facts))) return "can";
  if (facts.many === true && set === undefined) return "maybe";
  if (negated) return withoutKey ? "outside" : "can";
  return withoutKey ? "can" : "inside";
}

// A wildcard stands for itself under StringEquals, and no network is called that.
function namesNetwork(test: Condition["test"], value: string): boolean {
  const exact = test === "equals" || test === "equals ignoring case";
  return value !== "" && !(exact && hasWildcard(value) && !hasVariable(value));
}
