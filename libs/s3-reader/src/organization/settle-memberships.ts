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

/**
 * Settles by organizations:DescribeAccount which accounts are of the caller's organization, where a verdict depends on it: where it is another
 * with all of them inside than with all of them outside. An answer stands for an hour; a refusal is an answer too, and is not kept.
 *
 * @example
 * ```ts
 * const settle = settleMemberships({ role: "arn:aws:iam::111122223333:role/lambda-slaw-s3", describe });
 * const { facts: settled } = await settle(facts, { undecided: undecidedAccounts(facts), verdicts, signal });
 * ```
 */
export function settleMemberships(options: SettleMembershipsOptions): Settle {
  let loaded: Promise<Settle> | undefined;
  return async (facts, settling) => {
    // Few buckets need it.
    loaded ??= import("./memberships").then(({ memberships }) => memberships(options));
    return (await loaded)(facts, settling);
  };
}
