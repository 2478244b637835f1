import { aclExposure, aclPrincipals } from "./acl-exposure";
import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import type { ExposureInterval } from "./exposure";
import { valueOf } from "./facet";
import type { Finding } from "./finding";
import { policyExposure } from "./policy-exposure";
import { disagreement, policyFlag } from "./policy-flag";
import { inquiryInto } from "./reach/inquiry";
import { type End, widestReach } from "./reach/reach";

/** Who can reach a bucket, by its policy and its ACL together. */
export interface BucketExposure {
  readonly exposure: ExposureInterval;
  /** For each end, what decided it. */
  readonly evidence: Readonly<Record<End, readonly Evidence[]>>;
  /** AWS's flag, as `GetBucketPolicyStatus` answers it. */
  readonly policyIsPublic: boolean | "unknown";
  readonly findings: readonly Finding[];
}

/** Finds how far a bucket can be reached, between what was read and what could not be. */
export function exposureOfBucket(facts: BucketFacts): BucketExposure {
  const inquiry = inquiryInto(facts, aclPrincipals(facts));
  const flag = policyFlag(facts);
  const { atLeast, atMost, evidence } = widestReach([
    policyExposure(facts, flag, inquiry),
    aclExposure(facts, inquiry),
  ]);
  const unreadable = (valueOf(facts.facets.policy)?.unreadable ?? []).map(({ name, because }): Finding => ({
    kind: "unreadable-statement",
    because: `${name}: ${because}`,
  }));
  return {
    exposure: { atLeast, atMost },
    evidence: { atLeast: evidence("atLeast"), atMost: evidence("atMost") },
    policyIsPublic: flag.isPublic,
    findings: [...disagreement(flag), ...unreadable],
  };
}
