import { aclExposure, aclMentions } from "./acl-exposure";
import type { BucketFacts } from "./bucket-facts";
import type { ExposureInterval } from "./exposure";
import { valueOf } from "./facet";
import type { Finding } from "./finding";
import { policyExposure } from "./policy-exposure";
import { policyFlag } from "./policy-flag";
import { bucketContext } from "./reach/bucket-context";
import { callersOf } from "./reach/callers";
import { type Reach, widestReach } from "./reach/reach";

/** Who can reach a bucket, by its policy and its ACL together. */
export interface BucketExposure {
  readonly exposure: ExposureInterval;
  /** For each end, what decided it. */
  readonly evidence: Reach["evidence"];
  /** AWS's flag, `GetBucketPolicyStatus`. */
  readonly policyIsPublic: boolean | "unknown";
  readonly findings: readonly Finding[];
}

/** Finds how far a bucket can be reached, between what was read and what could not be. */
export function exposureOfBucket(facts: BucketFacts): BucketExposure {
  const context = bucketContext(facts);
  const policy = valueOf(facts.facets.policy);
  const callers = callersOf(
    [...(policy === undefined ? [] : [policy.mentions]), aclMentions(facts)],
    context,
  );
  const flag = policyFlag(facts);
  const { atLeast, atMost, evidence } = widestReach([
    policyExposure(facts, flag.isPublic, callers, context),
    aclExposure(facts, callers, context),
  ]);
  const unreadable = (policy?.unreadable ?? []).map(({ name, because }): Finding => ({
    kind: "unreadable-statement",
    because: `${name}: ${because}`,
  }));
  return {
    exposure: { atLeast, atMost },
    evidence,
    policyIsPublic: flag.isPublic,
    findings: [...flag.findings, ...unreadable],
  };
}
