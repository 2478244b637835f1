import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Verdict } from "@security-auto/assessment";
import type { SweepAccount } from "./items/sweep-account";
import type { SweepItem } from "./items/sweep-item";
import type { SweepPage } from "./items/sweep-page";
import type { SweepWaiting } from "./items/sweep-waiting";
import {
  BUCKETS_INDEX,
  keyOfState,
  keyOfSweep,
  keyOfSweepAccount,
  keyOfSweepPage,
  keyOfSweepWaiting,
  sweepPagesPartition,
  sweepPartition,
} from "./keys";
import { IS_NEW, ofKind, type RegisterOptions, tableAccess } from "./table-access";

/** One bucket of a page, and how it was judged. */
export interface SweptBucket {
  readonly sweep: string;
  readonly account: string;
  readonly page: number;
  /** Its place in the page, from 0. */
  readonly place: number;
  readonly bucket: string;
  readonly verdict: Verdict;
}

export interface SweepRegister {
  readonly sweep: (id: string) => Promise<SweepItem | undefined>;
  /** Newest first. */
  readonly sweeps: () => AsyncIterable<SweepItem>;
  /** Writes a sweep as the first of its id. Resolves to whether it was written. */
  readonly beginSweep: (sweep: SweepItem) => Promise<boolean>;
  /** Writes a sweep where the check that it expects is `check`. Resolves to whether it was written. */
  readonly putSweep: (sweep: SweepItem, check: number) => Promise<boolean>;
  readonly accounts: (sweep: string) => Promise<readonly SweepAccount[]>;
  readonly account: (sweep: string, account: string) => Promise<SweepAccount | undefined>;
  /** Writes an account as the first of the sweep and its id. Resolves to whether it was written. */
  readonly beginAccount: (account: SweepAccount) => Promise<boolean>;
  /** Writes an account in place of an open one. Resolves to whether it was written. */
  readonly putAccount: (account: SweepAccount) => Promise<boolean>;
  readonly page: (place: Pick<SweepPage, "sweep" | "account" | "page">) => Promise<SweepPage | undefined>;
  /** In order. */
  readonly pages: (sweep: string, account: string) => Promise<readonly SweepPage[]>;
  /** Writes a page as the first of its number. Resolves to whether it was written. */
  readonly putPage: (page: SweepPage) => Promise<boolean>;
  /**
   * Notes how a bucket of a page was judged. Resolves to whether that was noted: not where it was before, or where the page has another bucket
   * in that place.
   */
  readonly noteVerdict: (bucket: SweptBucket) => Promise<boolean>;
  /** Writes that a sweep waits, unless another one of its scope does. Resolves to whether it waits, or did before. */
  readonly wait: (waiting: SweepWaiting, now: Date) => Promise<boolean>;
  readonly endWait: (waiting: Pick<SweepWaiting, "scope" | "by">) => Promise<void>;
  /** The buckets of an account that the register has, those that are known to be deleted left out. It may be behind the last write by some seconds. */
  readonly bucketsOf: (account: string) => AsyncIterable<string>;
  /** When the last change of a bucket came of which an event told; `undefined` where the register knows of none. */
  readonly changedAt: (account: string, bucket: string) => Promise<string | undefined>;
}

/**
 * What the table has of sweeps. What comes twice or late changes nothing.
 *
 * @throws UnreadableItemError when an item is none of this version
 */
export function openSweeps(client: DynamoDBClient, options: RegisterOptions): SweepRegister {
  const { query, keys, itemsIn, get, put, update, remove } = tableAccess(client, options);
  const partition = (pk: string) => ({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": pk },
  });
  return {
    sweep: (id) => get("sweep", keyOfSweep(id)),
    sweeps: async function* () {
      for await (const item of query({ ...partition("SWEEP"), ScanIndexForward: false }))
        if (item.item === "sweep") yield item;
    },
    beginSweep: (sweep) => put(sweep, IS_NEW),
    putSweep: (sweep, check) =>
      put(sweep, {
        ConditionExpression: "nextCheck = :check AND attribute_not_exists(finishedAt)",
        ExpressionAttributeValues: { ":check": check },
      }),
    accounts: async (sweep) => ofKind(await itemsIn(partition(sweepPartition(sweep))), "sweep-account"),
    account: (sweep, account) => get("sweep-account", keyOfSweepAccount({ sweep, account })),
    beginAccount: (account) => put(account, IS_NEW),
    putAccount: (account) =>
      put(account, {
        ConditionExpression: "#state = :open",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":open": "open" },
      }),
    page: (place) => get("sweep-page", keyOfSweepPage(place)),
    pages: async (sweep, account) =>
      ofKind(await itemsIn(partition(sweepPagesPartition(sweep, account))), "sweep-page"),
    putPage: (page) => put(page, IS_NEW),
    noteVerdict: ({ place, bucket, verdict, ...page }) =>
      update({
        Key: keyOfSweepPage(page),
        UpdateExpression: "ADD #verdict :places",
        ConditionExpression: `buckets[${place}].#name = :bucket AND NOT contains(#holds, :place) AND NOT contains(#violates, :place) AND NOT contains(#unknown, :place)`,
        ExpressionAttributeNames: {
          "#verdict": verdict,
          "#name": "name",
          "#holds": "holds",
          "#violates": "violates",
          "#unknown": "unknown",
        },
        ExpressionAttributeValues: { ":places": new Set([place]), ":place": place, ":bucket": bucket },
      }),
    wait: (waiting, now) =>
      put(waiting, {
        ConditionExpression: "attribute_not_exists(pk) OR #until < :now OR #by = :by",
        ExpressionAttributeNames: { "#until": "until", "#by": "by" },
        ExpressionAttributeValues: { ":now": now.toISOString(), ":by": waiting.by },
      }),
    endWait: async (waiting) => {
      await remove({
        Key: keyOfSweepWaiting(waiting),
        ConditionExpression: "#by = :by",
        ExpressionAttributeNames: { "#by": "by" },
        ExpressionAttributeValues: { ":by": waiting.by },
      });
    },
    changedAt: async (account, bucket) => (await get("bucket-state", keyOfState(account, bucket)))?.changedAt,
    bucketsOf: async function* (account) {
      const found = keys({
        IndexName: BUCKETS_INDEX,
        KeyConditionExpression: "bucketsPk = :account",
        ExpressionAttributeValues: { ":account": account },
      });
      for await (const { bucketsSk } of found) if (typeof bucketsSk === "string") yield bucketsSk;
    },
  };
}
