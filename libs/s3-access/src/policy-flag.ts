import type { BucketFacts } from "./bucket-facts";
import { valueOf } from "./facet";
import type { Finding } from "./finding";
import { policyIsPublic } from "./policy/policy-is-public";

/** AWS's flag for the policy as a whole, and what there is to say about it. */
export interface PolicyFlag {
  readonly isPublic: boolean | "unknown";
  readonly findings: readonly Finding[];
}

/** `GetBucketPolicyStatus` is AWS's own answer and counts when it was read; else the policy is classified here. */
export function policyFlag({ facets: { policy, policyStatus } }: BucketFacts): PolicyFlag {
  const classified = classify(policy);
  const status = policyStatus === undefined ? undefined : valueOf(policyStatus)?.isPublic;
  if (status === undefined || classified === "unknown" || status === classified)
    return { isPublic: status ?? classified, findings: [] };
  return {
    isPublic: status,
    findings: [
      {
        kind: "policy-status-disagrees",
        because: `AWS says the policy is ${word(status)}, by its text it is ${word(classified)}; AWS's answer counts`,
      },
    ],
  };
}

function classify(policy: BucketFacts["facets"]["policy"]): boolean | "unknown" {
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
