import type { BucketFacts, Exposure } from "@security-auto/s3-exposure";
import type { PartJudge, PolicyPart } from "../part-exposure";
import type { BucketSettings } from "../settings/bucket-settings";
import type { Part } from "../settings/part";
import type { PolicyStatements } from "../policy-text/policy-statements";

/** What a plan is made for. */
export interface Planning {
  readonly facts: BucketFacts;
  readonly before: BucketSettings;
  /** The narrowest exposure that a violated invariant allows; `undefined` where none limits the exposure. */
  readonly limit: Exposure | undefined;
  /** Whether a violated invariant asks that no object can be public. */
  readonly objects: boolean;
  /** Accounts other than the bucket owner's that may keep access by an exception. */
  readonly excepted: readonly string[];
  /** The statements of the policy; `undefined` where there is none. */
  readonly policy: PolicyStatements | undefined;
  readonly judgePart: PartJudge;
  /** How widely a statement or a grant opens the bucket by itself, after the policy's Denies. */
  readonly exposureOf: (part: PolicyPart) => { readonly atLeast: Exposure; readonly atMost: Exposure };
}

/** The settings after a candidate, and for each part that it writes the sentence that a person reads. */
export interface Change {
  readonly settings: BucketSettings;
  readonly because: Readonly<Partial<Record<Part, string>>>;
}

/** One way to close a bucket. `undefined`: it has nothing to change here, or cannot. */
export type Candidate = (settings: BucketSettings, planning: Planning) => Change | undefined;
