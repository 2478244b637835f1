import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { countUpTo, type HourlyCount } from "./hourly-count";
import type { ActionItem } from "./items/action-item";
import type { BucketState } from "./items/bucket-state";
import type { Control } from "./items/control";
import type { CoverageItem } from "./items/coverage-item";
import type { FindingItem } from "./items/finding-item";
import type { Item } from "./items/item";
import type { Suppression } from "./items/suppression";
import {
  BEHIND_ACTIONS,
  keyOfAction,
  keyOfControl,
  keyOfFinding,
  OPEN,
  OPEN_FINDINGS_INDEX,
  partitionKeyOf,
} from "./keys";
import { IS_NEW, ofKind, type RegisterOptions, tableAccess } from "./table-access";

/** All that is known of one bucket, or of one account beside its buckets. */
export interface Partition {
  readonly state?: BucketState;
  readonly findings: readonly FindingItem[];
  readonly actions: readonly ActionItem[];
  readonly suppressions: readonly Suppression[];
}

/** What is known of an account beside its buckets. */
export interface AccountPartition {
  readonly coverage: readonly CoverageItem[];
  readonly findings: readonly FindingItem[];
  readonly suppressions: readonly Suppression[];
}

export interface Register {
  /** What is known of a bucket, or with `null` of an account beside its buckets, as of the last write. */
  readonly partition: (account: string, bucket: string | null) => Promise<Partition>;
  /** The same without its actions: those are kept for good, each with the bucket's policy, and may be many. */
  readonly besideActions: (account: string, bucket: string | null) => Promise<Omit<Partition, "actions">>;
  /** What is known of an account beside its buckets, with its coverage. */
  readonly account: (account: string) => Promise<AccountPartition>;
  /** One finding by its id; `undefined` where there is none. */
  readonly finding: (id: string) => Promise<FindingItem | undefined>;
  /** Open findings, oldest first. They may be behind the last write by some seconds. */
  readonly openFindings: () => AsyncIterable<FindingItem>;
  /** How many findings are open; where there are many, at least so many: it reads {@link MOST_PAGES_COUNTED} pages and no more. */
  readonly countOpenFindings: () => Promise<number>;
  /** Every item of the table, in no order. Reads all of it: for reports, not for functions. */
  readonly items: () => AsyncIterable<Item>;
  /**
   * Writes a state in place of the one that it follows, or as the first; not where that is of the same time or later, or where somebody else
   * wrote one in the meantime. Resolves to whether it was written.
   */
  readonly putState: (state: BucketState, before: BucketState | undefined) => Promise<boolean>;
  /** Writes the coverage of a place in place of that before, as `putState` does with its `checkedAt`. */
  readonly putCoverage: (coverage: CoverageItem, before: CoverageItem | undefined) => Promise<boolean>;
  /**
   * Writes a finding in place of the revision before, or as a new one where its revision is 1. Resolves to whether it was written: not
   * where somebody else wrote it in the meantime.
   */
  readonly putFinding: (finding: FindingItem) => Promise<boolean>;
  /** Writes a suppression in place of the revision before, as `putFinding` does. */
  readonly putSuppression: (suppression: Suppression) => Promise<boolean>;
  /** One action by its id; `undefined` where there is none. */
  readonly action: (id: string) => Promise<ActionItem | undefined>;
  /** Writes an action in place of the revision before, as `putFinding` does. */
  readonly putAction: (action: ActionItem) => Promise<boolean>;
  /** Whether remediation may write; who said so; `undefined` where nobody ever did, and it may. */
  readonly control: (control: Control["control"]) => Promise<Control | undefined>;
  readonly putControl: (control: Control) => Promise<void>;
  /** Counts one more in an hour, unless the most is reached. Resolves to whether it was counted. */
  readonly count: (count: HourlyCount) => Promise<boolean>;
}

const OPEN_FINDINGS = {
  IndexName: OPEN_FINDINGS_INDEX,
  KeyConditionExpression: "openPk = :open",
  ExpressionAttributeValues: { ":open": OPEN },
};

/** A page is 1 MB, which is some hundred findings. */
const MOST_PAGES_COUNTED = 20;

/**
 * The table in which the functions remember what they found. Every write of a state or finding is conditional: what comes twice or late
 * changes nothing.
 *
 * @throws UnreadableItemError when an item is none of this version
 */
export function openRegister(client: DynamoDBClient, options: RegisterOptions): Register {
  const { query, count, scan, itemsIn, get, put, putRevision, update } = tableAccess(client, options);

  /** Writes an item in place of one of an earlier time that nobody replaced since, or as the first. DynamoDB compares times as text. */
  const putLater = (
    item: BucketState | CoverageItem,
    {
      name,
      time,
      before,
    }: { readonly name: string; readonly time: string; readonly before?: string | undefined },
  ): Promise<boolean> =>
    put(
      item,
      before === undefined
        ? IS_NEW
        : {
            ConditionExpression: "#time = :before AND #time < :time",
            ExpressionAttributeNames: { "#time": name },
            ExpressionAttributeValues: { ":before": before, ":time": time },
          },
    );

  return {
    partition: async (account, bucket) => {
      const items = await itemsIn({
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partitionKeyOf(account, bucket) },
      });
      return { ...besideActionsIn(items), actions: ofKind(items, "action") };
    },
    besideActions: async (account, bucket) =>
      besideActionsIn(
        await itemsIn({
          KeyConditionExpression: "pk = :pk AND sk > :actions",
          ExpressionAttributeValues: {
            ":pk": partitionKeyOf(account, bucket),
            ":actions": BEHIND_ACTIONS,
          },
        }),
      ),
    account: async (account) => {
      const items = await itemsIn({
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partitionKeyOf(account, null) },
      });
      return {
        coverage: ofKind(items, "coverage"),
        findings: ofKind(items, "finding"),
        suppressions: ofKind(items, "suppression"),
      };
    },
    finding: (id) => get("finding", keyOfFinding(id)),
    openFindings: async function* () {
      const found = query(OPEN_FINDINGS);
      for await (const item of found) if (item.item === "finding") yield item;
    },
    countOpenFindings: () => count(OPEN_FINDINGS, MOST_PAGES_COUNTED),
    items: scan,
    putState: (state, before) => {
      const time = inOneForm(state.observedAt);
      return putLater(
        { ...state, observedAt: time },
        { name: "observedAt", time, before: before?.observedAt },
      );
    },
    putCoverage: (coverage, before) => {
      const time = inOneForm(coverage.checkedAt);
      return putLater(
        { ...coverage, checkedAt: time },
        { name: "checkedAt", time, before: before?.checkedAt },
      );
    },
    putFinding: putRevision,
    putSuppression: putRevision,
    action: (id) => get("action", keyOfAction(id)),
    putAction: putRevision,
    control: (control) => get("control", keyOfControl(control)),
    putControl: async (control) => {
      await put(control);
    },
    count: (count) => update(countUpTo(count)),
  };
}

/** As all times of items are written that are compared. */
const inOneForm = (time: string): string => new Date(time).toISOString();

function besideActionsIn(items: readonly Item[]): Omit<Partition, "actions"> {
  const state = ofKind(items, "bucket-state")[0];
  return {
    ...(state !== undefined && { state }),
    findings: ofKind(items, "finding"),
    suppressions: ofKind(items, "suppression"),
  };
}
