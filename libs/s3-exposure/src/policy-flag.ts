import type { BucketFacets } from "./bucket-facts";
import { valueOf } from "./facet";
import type { Finding } from "./finding";
import type { Flag } from "./policy/flag";
import { mayBeTakenForFixed, policyIsPublic } from "./policy/policy-is-public";

/** AWS's flag for the policy of a bucket or an access point as a whole. */
export interface PolicyFlag {
  /** AWS's own answer where it was read, else the classification. */
  readonly isPublic: Flag;
  /** What `GetBucketPolicyStatus` answered; `undefined` when it was not asked or did not. */
  readonly status: boolean | undefined;
  /** What the policy's text says. */
  readonly classified: Flag;
  /** Whether AWS may say "not public" of a policy that anyone meets. */
  readonly mayOverlook: boolean;
}

/** Finds the flag: `GetBucketPolicyStatus` is the authority; without it the policy is classified here. */
export function policyFlag({
  policy,
  policyStatus,
}: Pick<BucketFacets, "policy" | "policyStatus">): PolicyFlag {
  const classified = classify(policy);
  const status = policyStatus === undefined ? undefined : valueOf(policyStatus)?.isPublic;
  const read = valueOf(policy);
  return {
    isPublic: status ?? classified,
    status,
    classified,
    mayOverlook: classified === "unknown" && read !== undefined && mayBeTakenForFixed(read),
  };
}

/** Says so when AWS and the classification disagree. */
export function disagreement({ status, classified }: PolicyFlag): readonly Finding[] {
  if (status === undefined || classified === "unknown" || status === classified) return [];
  return [
    {
      kind: "policy-status-disagrees",
      because: `AWS says the policy is ${word(status)}, by its text it is ${word(classified)}; AWS's answer counts`,
    },
  ];
}

function classify(policy: BucketFacets["policy"]): Flag {
  switch (policy.state) {
    case "present":
      return policyIsPublic(policy.value);
    case "absent":
      return false;
    case "denied":
    case "failed":
      return "unknown";
  }
}

function word(isPublic: boolean): string {
  return isPublic ? "public" : "not public";
}
