import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { exceeds, type ExposureInterval } from "./exposure";
import { exposureOfBucket } from "./exposure-of-bucket";
import type { Finding } from "./finding";
import type { Invariant } from "./invariants/invariant";
import { type InvariantVerdict, judgeInvariants } from "./invariants/judge-invariants";
import type { Objects } from "./objects-of-bucket";
import type { Steps } from "./access/steps";

/** What there is to say about one bucket: one line of `assess --json`. */
export interface Assessment {
  readonly bucket: string;
  /** AWS's flag for the policy, as `GetBucketPolicyStatus` answers it. Says nothing of ACLs, blocks and Denies. */
  readonly policyIsPublic: boolean | "unknown";
  /** Whether anyone can access the bucket as things stand. */
  readonly isPublic: boolean | "unknown";
  /** Whether objects can be opened to anyone by ACLs of their own, which are not read. */
  readonly objects: Objects;
  readonly exposure: ExposureInterval;
  /** What decided the ends of the interval, the lower end first. */
  readonly evidence: readonly Evidence[];
  readonly invariants: readonly InvariantVerdict[];
  readonly findings: readonly Finding[];
}

export interface JudgeOptions {
  readonly invariants: readonly Invariant[];
  /** Decides which exceptions have expired. */
  readonly now: Date;
  /** Counts what the exposure costs; a bound of its own unless given. */
  readonly steps?: Steps | undefined;
}

/**
 * Judges a bucket by what was read of it: how widely it can be accessed, and whether that is allowed. Pure: no AWS, no clock.
 *
 * @example
 * ```ts
 * const { exposure, isPublic } = judgeBucket(facts, { invariants: DEFAULT_INVARIANTS, now: new Date() });
 * ```
 */
export function judgeBucket(facts: BucketFacts, { invariants, now, steps }: JudgeOptions): Assessment {
  const judged = exposureOfBucket(facts, { now, steps });
  const { exposure, evidence, policyIsPublic, findings } = judged;
  return {
    bucket: facts.name,
    policyIsPublic,
    isPublic: isPublic(exposure),
    objects: judged.objects.objects,
    exposure,
    evidence: distinct([...evidence.atLeast, ...evidence.atMost]),
    invariants: judgeInvariants(invariants, { facts, judged, now }),
    findings,
  };
}

function isPublic({ atLeast, atMost }: ExposureInterval): boolean | "unknown" {
  if (atLeast === "public") return true;
  return exceeds("public", atMost) ? false : "unknown";
}

// Ends that coincide have most of their evidence in common.
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(
    (one, index) => evidence.findIndex((other) => other === one || isSame(one, other)) === index,
  );
}

function isSame(one: Evidence, other: Evidence): boolean {
  return one.statement === other.statement && one.source === other.source && one.because === other.because;
}
