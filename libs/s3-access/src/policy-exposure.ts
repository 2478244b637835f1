import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, capped, exactly, exceeds, type Exposure } from "./exposure";
import { whyUnread } from "./facet";
import type { PolicyFlag } from "./policy-flag";
import { settingOf } from "./public-access-block";
import type { BucketContext } from "./reach/bucket-context";
import type { Caller } from "./reach/caller";
import { perhapsNothing, type Reach, reachBecause } from "./reach/reach";
import { inPolicy, reachOfPolicy } from "./reach/reach-of-policy";

/** How far the bucket is opened by its policy, under the public access blocks. */
export function policyExposure(
  facts: BucketFacts,
  flag: PolicyFlag["isPublic"],
  callers: readonly Caller[],
  context: BucketContext,
): Reach {
  const reach = standingReach(facts, flag, callers, context);
  if (!exceeds(reach.atMost, "private") || flag === false) return reach;
  const restrict = settingOf("restrictPublicBuckets", facts);
  switch (restrict.state) {
    case "off":
      return reach;
    case "unknown":
      return perhapsNothing(reach, restrict.evidence("RestrictPublicBuckets"));
    case "on":
      return flag === true
        ? reachBecause(
            exactly("private"),
            restrict.evidence(
              "RestrictPublicBuckets is on and the policy is public: it lets in only the own account and AWS services",
            ),
          )
        : unlessPublic(
            reach,
            restrict.evidence(
              "RestrictPublicBuckets is on: should the policy be public, only the own account and AWS services get in",
            ),
          );
  }
}

// Either the policy is public and cut off, or it is not and lets in nobody but a known set.
function unlessPublic(reach: Reach, because: Evidence): Reach {
  const cut = capped(between("private", reach.atMost), "external");
  return {
    ...cut,
    evidence: {
      atLeast: [because],
      atMost: cut.atMost === reach.atMost ? reach.evidence.atMost : [because],
    },
  };
}

function standingReach(
  facts: BucketFacts,
  flag: PolicyFlag["isPublic"],
  callers: readonly Caller[],
  context: BucketContext,
): Reach {
  const { policy } = facts.facets;
  if (policy.state === "present") return reachOfPolicy(policy.value, callers, context);
  const why = whyUnread(policy);
  if (why === undefined)
    return reachBecause(exactly("private"), inPolicy(null, [], "there is no bucket policy"));
  const unread = inPolicy(null, [], `what it grants is not known: ${why}`);
  if (flag !== false) return reachBecause(between("private", "public"), unread);
  const atMost: Exposure = "external";
  const status: Evidence = {
    source: "policy status",
    statement: null,
    grants: [],
    because: "AWS says the policy is not public, so it lets in a known set at most",
  };
  return { atLeast: "private", atMost, evidence: { atLeast: [unread], atMost: [status, unread] } };
}
