import {
  absent,
  type Assessment,
  type BucketFacts,
  judgeBucket,
  present,
  valueOf,
} from "@security-auto/s3-exposure";
import type { PolicyPart } from "./candidates/candidate";

/**
 * Judges one statement of the policy, or one grant of the ACL, by itself, under the Denies of the whole policy.
 *
 * @param flag - AWS's flag for the whole policy, where it decides
 */
export function exposureOfPart(
  part: PolicyPart,
  facts: BucketFacts,
  now: Date,
  flag?: boolean,
): Pick<Assessment, "exposure" | "evidence"> {
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
  return judgeBucket({ ...facts, facets: alone }, { invariants: [], now });
}
