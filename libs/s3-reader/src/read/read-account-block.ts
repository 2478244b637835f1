import { type Facet, failed, type PublicAccessBlock } from "@security-auto/s3-exposure";
import type { AccountRoles } from "../credentials/account-roles";
import { readFacet } from "./read-facet";
import { notAssumed, type Refusal, unreadBy } from "./refusal";
import { S3_READS } from "./s3-reads";
import type { Transport } from "../aws/transport";

/** What was found on reading an account's own public access block. */
export interface AccountBlockReading {
  readonly block: Facet<PublicAccessBlock>;
  /** Empty unless `block` is `denied`, or the account's role could not be assumed. */
  readonly refusals: readonly Refusal[];
  /** How many requests were sent to S3 Control, repeated ones included. */
  readonly requests: number;
  /** When reading began. What was read is no older. */
  readonly observedAt: Date;
}

export interface ReadAccountBlockOptions {
  readonly roles: AccountRoles;
  /** Any region of the partition: the setting is the account's, in all of them. */
  readonly region: string;
  readonly transport: Transport;
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the public access block of a whole account.
 *
 * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
 */
export async function readAccountBlock(
  accountId: string,
  { roles, region, transport, now, signal }: ReadAccountBlockOptions,
): Promise<AccountBlockReading> {
  signal?.throwIfAborted();
  const observedAt = new Date(now());
  const role = await roles.roleIn(accountId, signal);
  if (role.kind !== "granted") {
    const refusals = [notAssumed(role, ["accountPublicAccessBlock"])];
    return { block: unreadBy(role), refusals, requests: 0, observedAt };
  }
  const outcome = await readFacet(
    S3_READS.accountPublicAccessBlock,
    { accountId, region, credentials: role.credentials, transport },
    { facet: "accountPublicAccessBlock", of: `account ${accountId}`, region, role: role.role, signal },
  );
  const requests = outcome.attempts;
  switch (outcome.kind) {
    case "facet": {
      const refusals = outcome.refusal === undefined ? [] : [outcome.refusal];
      return { block: outcome.facet, refusals, requests, observedAt };
    }
    case "error":
      if (outcome.badCredentials) roles.forget(accountId, role.credentials);
      throw outcome.error;
    case "gone":
    case "moved":
      return { block: failed("S3 Control answered as if for a bucket"), refusals: [], requests, observedAt };
  }
}
