import { type Exposure, wider } from "../exposure";
import { accountInArn, isAccountId } from "../policy/arn";
import type { Condition } from "../policy/condition";
import { type CallerKey, isCallerKey, type KeyFacts } from "../policy/condition-keys";
import { isFixedValue, suits } from "../policy/fixed-value";
import { hasWildcard } from "../policy/glob";
import { organizationIn, userIdOwner } from "../policy/mentions";
import { hasVariable } from "../policy/variable";
import { type BucketContext, reachOfAccount, reachOfOrganization } from "./bucket-context";
import type { Caller } from "./caller";
import { fitsKey, hasKey } from "./caller-key";
import { either, not, type Outcome } from "./outcome";

/**
 * Whether a condition holds for a caller. `inside`: only for calls from a fixed network (or through a fixed access point);
 * `outside`: for all calls but those.
 */
export type Holds = Outcome | "inside" | "outside";

/** Asks a condition about a caller. A key or an operator that is not known here holds when the caller likes. */
export function conditionHolds(condition: Condition, caller: Caller, context: BucketContext): Holds {
  const { key, test, values, facts } = condition;
  if (facts === undefined || test === "other") return "can";
  if (facts.tells === "network") return networkHolds(condition, facts);
  if (!isCallerKey(key)) return "can";

  const present = hasKey(key, caller);
  if (test === "null") return nullHolds(values, present);
  if (!suits(test, facts.shape)) return "can";
  const fits = values.length === 0 ? "maybe" : fitsAny(condition, key, caller, context);
  const matches = condition.negated ? not(fits) : fits;
  const outcome = whenPresent(present, matches, holdsWithoutKey(condition) ? "yes" : "no");
  // IAM does not say how a list compares without ForAnyValue or ForAllValues.
  return facts.many === true && condition.set === undefined ? "maybe" : outcome;
}

function fitsAny(
  { test, values }: Condition,
  key: CallerKey,
  caller: Caller,
  { organization, accountId }: BucketContext,
): Outcome {
  let fits: Outcome = "no";
  for (const written of values) {
    const value = hasVariable(written) ? resourceVariable(written, organization?.id, accountId) : written;
    fits = either(fits, value === undefined ? "can" : fitsKey(key, test, value, caller, organization?.id));
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
  if (values.length === 0) return "maybe";
  if (!values.every((value) => isFixedValue(key, value, facts)))
    return isExact(test) && !values.some(hasVariable) ? "maybe" : "can";
  if (facts.many === true && set === undefined) return "maybe";
  if (negated) return holdsWithoutKey(condition) ? "outside" : "can";
  return holdsWithoutKey(condition) ? "can" : "inside";
}

// A wildcard that stands for itself: see the comparison of values.
function isExact(test: Condition["test"]): boolean {
  return test === "equals" || test === "equals ignoring case";
}

/** The furthest anyone can be who meets a positive condition of a known value, for callers of whom too little is known. */
export function reachOfValues(condition: Condition, context: BucketContext): Exposure {
  const { key, negated, values } = condition;
  if (negated || values.length === 0 || holdsWithoutKey(condition)) return "public";
  let reach: Exposure = "private";
  for (const value of values) reach = wider(reach, reachOfValue(key, value, context));
  return reach;
}

function reachOfValue(key: string, value: string, context: BucketContext): Exposure {
  switch (key) {
    case "aws:principalaccount":
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return isAccountId(value) ? reachOfAccount(value, context).atMost : "public";
    case "aws:principalarn":
    case "aws:sourcearn": {
      const account = accountInArn(value);
      // A wildcard before the account may run over it.
      const certain = account !== undefined && !hasWildcard(value.slice(0, value.indexOf(account)));
      return certain ? reachOfAccount(account, context).atMost : "public";
    }
    case "aws:userid": {
      const account = userIdOwner(value);
      return isAccountId(account) ? reachOfAccount(account, context).atMost : "public";
    }
    case "aws:principalorgid":
    case "aws:principalorgpaths":
    case "aws:sourceorgid":
    case "aws:sourceorgpaths": {
      const id = organizationIn(value);
      return id === context.organization?.id ? reachOfOrganization(id, context).atMost : "public";
    }
    default:
      return "public";
  }
}
