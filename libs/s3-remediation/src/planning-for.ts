import {
  type BucketFacts,
  exceptedAccounts,
  type ExposureInterval,
  narrower,
  type RespondingInvariant,
} from "@security-auto/s3-exposure";
import type { Planning } from "./candidates/candidate";
import { partJudge, type PolicyPart } from "./part-exposure";
import { type PolicyStatement, policyStatements } from "./policy-text/policy-statements";
import type { BucketSettings } from "./settings/bucket-settings";

/** What the candidates need to know of a bucket and of the invariants that it violates. */
export function planningFor(
  facts: BucketFacts,
  before: BucketSettings,
  violated: readonly RespondingInvariant[],
  now: Date,
): Planning {
  const limits = violated.flatMap(({ exposure }) => (exposure === undefined ? [] : [exposure]));
  const policy = before.policyText === undefined ? undefined : policyStatements(before.policyText);
  const judgePart = partJudge(now);
  return {
    facts,
    before,
    limit: limits.length === 0 ? undefined : limits.reduce(narrower),
    objects: violated.some(({ objects }) => objects === "not-public"),
    excepted: exceptedByAll(violated, facts, now),
    policy,
    judgePart,
    exposureOf: once((part) => judgePart(part, facts).exposure),
  };
}

/** Accounts that may keep access whichever of the invariants is asked. */
function exceptedByAll(
  [first, ...others]: readonly RespondingInvariant[],
  facts: BucketFacts,
  now: Date,
): readonly string[] {
  if (first === undefined) return [];
  return [...new Set(exceptedAccounts(first, facts, now))].filter((account) =>
    others.every((one) => exceptedAccounts(one, facts, now).includes(account)),
  );
}

/** Candidates ask again for the same parts. */
function once(exposureOf: Planning["exposureOf"]): Planning["exposureOf"] {
  const known = new Map<PolicyStatement | number, ExposureInterval>();
  return (part: PolicyPart) => {
    const key = "statement" in part ? part.statement : part.grant;
    const exposure = known.get(key) ?? exposureOf(part);
    known.set(key, exposure);
    return exposure;
  };
}
