import {
  absent,
  type Assessment,
  type BucketFacts,
  judgeBucket,
  MOST_STEPS,
  present,
  Steps,
  valueOf,
} from "@security-auto/s3-exposure";
import type { PolicyStatement } from "./policy-text/policy-statements";

/** A part of what opens a bucket: an Allow of the policy, or a grant of the ACL by its place. */
export type PolicyPart = { readonly statement: PolicyStatement } | { readonly grant: number };

/**
 * Judges one statement of the policy, or one grant of the ACL, by itself, under the Denies of the whole policy. `flag` is AWS's for the whole
 * policy, where it decides.
 */
export type PartJudge = (
  part: PolicyPart,
  facts: BucketFacts,
  flag?: boolean,
) => Pick<Assessment, "exposure" | "evidence">;

/** How often a policy that is as costly as one may be is judged whole, for all the parts of one plan. */
const TIMES = 4;

/** What a part may still cost when the others have used up what there was: enough for one that is meant to be read. */
const LEAST_STEPS = MOST_STEPS / 200;

/** Judges the parts of one plan. However many and costly they are, planning ends: what is not settled by then stays open. */
export function partJudge(now: Date): PartJudge {
  const whole = new Steps(TIMES * MOST_STEPS);
  return (part, facts, flag) => {
    const steps = new Steps(whole.spent ? LEAST_STEPS : MOST_STEPS, whole);
    return judgeBucket(factsOfPart(part, facts, flag), { invariants: [], now, steps });
  };
}

function factsOfPart(part: PolicyPart, facts: BucketFacts, flag: boolean | undefined): BucketFacts {
  const { facets } = facts;
  const policy = valueOf(facets.policy);
  const denies = policy === undefined ? absent : present({ ...policy, allows: [], unreadable: [] });
  const acl = valueOf(facets.acl);
  const alone: BucketFacts["facets"] =
    "statement" in part
      ? {
          ...facets,
          policy:
            policy === undefined
              ? absent
              : present({ ...policy, allows: part.statement.alone.allows, unreadable: [] }),
          policyStatus: flag === undefined ? undefined : present({ isPublic: flag }),
          acl: absent,
        }
      : {
          ...facets,
          policy: denies,
          policyStatus: undefined,
          acl:
            acl === undefined
              ? absent
              : present({ ...acl, grants: acl.grants.slice(part.grant, part.grant + 1) }),
        };
  return { ...facts, facets: alone };
}
