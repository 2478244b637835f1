import { AccountRoles, type AccountRolesOptions } from "../credentials/account-roles";
import type { AccessPointsReading } from "./read-access-points";
import { type AccountBlockReading, readAccountBlock } from "./read-account-block";
import { type BucketReading, readBucket } from "./read-bucket";
import type { BucketTarget } from "./read-rounds";
import { S3Clients } from "./s3-clients";
import { createTransport, type TransportOptions } from "./transport";

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

/** Reads buckets and accounts. Keeps sessions and connections: make one for the life of a function's instance. */
export interface S3Reader {
  /**
   * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
   */
  readonly readBucket: (target: BucketTarget, options?: ReadOptions) => Promise<BucketReading>;
  /**
   * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
   */
  readonly readAccountBlock: (accountId: string, options?: ReadOptions) => Promise<AccountBlockReading>;
  /**
   * Reads the access points of a bucket in its right region, where its policy delegates to them.
   *
   * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
   */
  readonly readAccessPoints: (target: BucketTarget, options?: ReadOptions) => Promise<AccessPointsReading>;
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
  const transport = createTransport(options);
  const roles = new AccountRoles(options, transport);
  const clients = new S3Clients(transport, options.clients);
  const {
    home: { region },
    now = Date.now,
    pauseMs = 500,
  } = options;
  return {
    readBucket: (target, { signal } = {}) => readBucket(target, { roles, clients, now, pauseMs, signal }),
    readAccountBlock: (accountId, { signal } = {}) =>
      readAccountBlock(accountId, { roles, region, transport, now, signal }),
    readAccessPoints: async (target, { signal } = {}) => {
      // Few buckets need it.
      const { readAccessPoints } = await import("./read-access-points");
      return readAccessPoints(target, { roles, transport, signal });
    },
    close: transport.close,
  };
}
