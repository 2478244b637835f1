import type { Settle, SettleMembershipsOptions } from "./settling";

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
