import type { Organization } from "@security-auto/s3-exposure";
import { AccountRoles, type AccountRolesOptions } from "../credentials/account-roles";
import { type AccountBlockReading, readAccountBlock } from "./read-account-block";
import type { BucketReading } from "./read-bucket";
import type { BucketTarget } from "./read-rounds";
import { readWholeBucket } from "./read-whole-bucket";
import { S3Clients } from "./s3-clients";
import { createTransport, type TransportOptions } from "../aws/transport";

export interface S3ReaderOptions extends AccountRolesOptions, TransportOptions {
  /** How many S3 clients are kept, one for each account and region. @defaultValue 100 */
  readonly clients?: number;
  /** How long to wait before answers that contradict each other are read again, in ms. @defaultValue 500 */
  readonly pauseMs?: number;
}

export interface ReadOptions {
  /** Stops all calls that are under way. */
  readonly signal?: AbortSignal;
}

export interface ReadBucketOptions extends ReadOptions {
  /** The organization of the bucket, where it is known. */
  readonly organization?: Organization | undefined;
}

/** Reads buckets and accounts. Keeps sessions and connections: make one for the life of a function's instance. */
export interface S3Reader {
  /**
   * Reads all that decides who can access a bucket: seven reads, and its access points and the account's block where its exposure
   * depends on them.
   *
   * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
   */
  readonly readBucket: (target: BucketTarget, options?: ReadBucketOptions) => Promise<BucketReading>;
  /**
   * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
   */
  readonly readAccountBlock: (accountId: string, options?: ReadOptions) => Promise<AccountBlockReading>;
  /** Closes the connections. */
  readonly close: () => void;
}

/**
 * Makes a reader for all accounts of the organization. Calls nothing yet.
 *
 * @example
 * ```ts
 * const reader = createS3Reader({
 *   home: { accountId: "111122223333", region: "us-west-2", role: "lambda-slaw-s3" },
 *   memberRole: "security-auto-read",
 *   caller: { functionName: context.functionName, instance: context.logStreamName },
 * });
 * const reading = await reader.readBucket(
 *   { bucket: "tidepool-ledger", accountId: "210987654321", region: "us-west-2" },
 *   { signal },
 * );
 * ```
 */
export function createS3Reader(options: S3ReaderOptions): S3Reader {
  const {
    home: { region },
    now = Date.now,
    pauseMs = 500,
  } = options;
  const transport = createTransport(options);
  const roles = new AccountRoles(options, transport);
  const clients = new S3Clients(transport, options.clients);
  return {
    readBucket: (target, { signal, organization } = {}) =>
      readWholeBucket(target, {
        roles,
        clients,
        transport,
        homeRegion: region,
        organization,
        now,
        pauseMs,
        signal,
      }),
    readAccountBlock: (accountId, { signal } = {}) =>
      readAccountBlock(accountId, { roles, region, transport, now, signal }),
    close: transport.close,
  };
}
