import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly } from "./exposure";
import { whyUnread } from "./facet";
import type { PolicyFlag } from "./policy-flag";
import { settingOf } from "./public-access-block";
import type { Inquiry } from "./reach/inquiry";
import { limitedTo, perhapsNothing, perhapsUpTo, type Reach, reachBecause } from "./reach/reach";
import { inPolicy, reachOfPolicy } from "./reach/reach-of-policy";

/** How far the bucket is opened by its policy, under the public access blocks. */
export function policyExposure(facts: BucketFacts, flag: PolicyFlag, inquiry: Inquiry): Reach {
  return underBlocks(asAwsSees(reachAsRead(facts, inquiry), flag), facts, flag);
}

function reachAsRead({ facets: { policy } }: BucketFacts, inquiry: Inquiry): Reach {
  if (policy.state === "present") return reachOfPolicy(policy.value, inquiry);
  const why = whyUnread(policy);
  return why === undefined
    ? reachBecause(exactly("private"), inPolicy(null, [], "there is no bucket policy"))
    : reachBecause(between("private", "public"), inPolicy(null, [], `what it grants is not known: ${why}`));
}

function asAwsSees(reach: Reach, { status, classified }: PolicyFlag): Reach {
  if (status === false)
    return limitedTo(
      "external",
      reach,
      inStatus("AWS says the policy is not public, so it lets in a known set"),
    );
  return status === true && classified === false
    ? perhapsUpTo("public", reach, inStatus("AWS says the policy is public, which its text does not show"))
    : reach;
}

function underBlocks(reach: Reach, facts: BucketFacts, { isPublic }: PolicyFlag): Reach {
  if (reach.atMost === "private" || isPublic === false) return reach;
  const restrict = settingOf("restrictPublicBuckets", facts);
  if (restrict.state === "off") return reach;
  if (restrict.state === "unknown") return perhapsNothing(reach, restrict.evidence("RestrictPublicBuckets"));
  if (isPublic === true)
    return reachBecause(
      exactly("private"),
      restrict.evidence(
        "RestrictPublicBuckets is on and the policy is public: it lets in only the own account and AWS services",
      ),
    );
  // Either the policy is public and cut off, or it is not and lets in nobody but a known set.
  const either = restrict.evidence(
    "RestrictPublicBuckets is on: should the policy be public, only the own account and AWS services get in",
  );
  return limitedTo("external", perhapsNothing(reach, either), either);
}

function inStatus(because: string): Evidence {
  return { source: "policy status", statement: null, grants: [], because };
}
