import type { BucketFacts } from "@security-auto/s3-exposure";
import type { Refusal } from "../read/refusal";

export interface SettleMembershipsOptions {
  /** ARN of the role that asks, for what it lacks. */
  readonly role: string;
  /** Calls organizations:DescribeAccount. An error is named by the service's code for it. */
  readonly describe: (
    input: { readonly AccountId: string },
    signal: AbortSignal,
  ) => Promise<{ readonly success: true } | { readonly success: false; readonly error: Error }>;
  /** In ms since 1970. @defaultValue `Date.now` */
  readonly now?: () => number;
}

export interface Settling {
  /** The accounts of which it is not known. */
  readonly undecided: readonly string[];
  /** What is decided of a bucket, as a text that is another when something else is. */
  readonly verdicts: (facts: BucketFacts) => string;
  readonly signal: AbortSignal;
}

/** What is known of a bucket when Organizations was asked, and what it did not say. */
export interface Settled {
  readonly facts: BucketFacts;
  readonly refusals: readonly Refusal[];
  /** Why it is still not known of an account. */
  readonly missed?: string;
}

export type Settle = (facts: BucketFacts, settling: Settling) => Promise<Settled>;
