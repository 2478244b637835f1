import { includes } from "@security-auto/iam-policy";
import type { BucketFacts } from "../bucket-facts";
import type { Invariant, InvariantException } from "./invariant";

/** The exceptions that name a bucket, by whether they still count. */
export interface Exceptions {
  readonly valid: InvariantException | undefined;
  readonly expired: InvariantException | undefined;
}

/** Finds the exceptions of an invariant that name a bucket. */
export function exceptionsFor(
  { except = [] }: Invariant,
  { name, accountId }: BucketFacts,
  now: Date,
): Exceptions {
  const about = except.filter(
    ({ bucket, account }) =>
      (bucket !== undefined || account !== undefined) &&
      (bucket === undefined || includes(bucket, name)) &&
      (account === undefined || account === accountId),
  );
  return {
    valid: about.find(({ expires }) => now.getTime() < endOf(expires)),
    // Also one whose date cannot be read: a comparison with NaN is never true.
    expired: about.find(({ expires }) => !(now.getTime() < endOf(expires))),
  };
}

/** Accounts other than the bucket owner's that may have access to a bucket, by exceptions that still count. */
export function exceptedAccounts(
  { except = [] }: Pick<Invariant, "except">,
  { name, accountId }: Pick<BucketFacts, "name" | "accountId">,
  now: Date,
): readonly string[] {
  if (accountId === undefined) return [];
  return except.flatMap(({ bucket, account, expires }) =>
    account !== undefined &&
    account !== accountId &&
    (bucket === undefined || includes(bucket, name)) &&
    now.getTime() < endOf(expires)
      ? [account]
      : [],
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

// A day counts to its end.
function endOf(expires: string): number {
  const at = Date.parse(expires);
  return expires.includes("T") ? at : at + DAY_MS;
}
