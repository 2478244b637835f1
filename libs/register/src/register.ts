import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { countUpTo, type HourlyCount } from "./hourly-count";
import type { ActionItem } from "./items/action-item";
import type { BucketState } from "./items/bucket-state";
import type { Control } from "./items/control";
import type { CoverageItem } from "./items/coverage-item";
import type { FindingItem } from "./items/finding-item";
import { type Item, itemSchema } from "./items/item";
import type { Suppression } from "./items/suppression";
import {
  BEHIND_ACTIONS,
  type Key,
  keyOf,
  keyOfAction,
  keyOfControl,
  keyOfFinding,
  OPEN,
  OPEN_FINDINGS_INDEX,
  partitionKeyOf,
} from "./keys";
import { UnreadableItemError } from "./unreadable-item-error";

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

export interface RegisterOptions {
  readonly tableName: string;
  /** Aborts every call. */
  readonly signal?: AbortSignal;
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
export function openRegister(client: DynamoDBClient, { tableName, signal }: RegisterOptions): Register {
  const table = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const options = { ...(signal !== undefined && { abortSignal: signal }) };

  const query = (input: Omit<QueryCommandInput, "TableName">): AsyncIterable<Item> =>
    itemsOf((after) =>
      table.send(new QueryCommand({ TableName: tableName, ...input, ExclusiveStartKey: after }), options),
    );

  async function itemsIn(input: Omit<QueryCommandInput, "TableName">): Promise<readonly Item[]> {
    const items: Item[] = [];
    for await (const item of query({ ...input, ConsistentRead: true })) items.push(item);
    return items;
  }

  const put = (item: Item, condition: Omit<PutCommandInput, "TableName" | "Item"> = {}): Promise<boolean> =>
    whetherMet(
      table.send(
        new PutCommand({ TableName: tableName, Item: { ...item, ...keyOf(item) }, ...condition }),
        options,
      ),
    );

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
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#time = :before AND #time < :time",
            ExpressionAttributeNames: { "#time": name },
            ExpressionAttributeValues: { ":before": before, ":time": time },
          },
    );

  const putRevision = (item: FindingItem | Suppression | ActionItem): Promise<boolean> =>
    put(
      item,
      item.revision === 1
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "revision = :before",
            ExpressionAttributeValues: { ":before": item.revision - 1 },
          },
    );

  async function get<K extends Item["item"]>(kind: K, key: Key | undefined) {
    if (key === undefined) return undefined;
    const { Item } = await table.send(
      new GetCommand({ TableName: tableName, Key: { ...key }, ConsistentRead: true }),
      options,
    );
    return ofKind(Item === undefined ? [] : [itemIn(Item)], kind)[0];
  }

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
    countOpenFindings: async () => {
      let counted = 0;
      let after: Page["LastEvaluatedKey"];
      for (let page = 0; page < MOST_PAGES_COUNTED; page++) {
        const { Count = 0, LastEvaluatedKey } = await table.send(
          new QueryCommand({
            TableName: tableName,
            ...OPEN_FINDINGS,
            Select: "COUNT",
            ExclusiveStartKey: after,
          }),
          options,
        );
        counted += Count;
        after = LastEvaluatedKey;
        if (after === undefined) break;
      }
      return counted;
    },
    items: () =>
      itemsOf((after) =>
        table.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey: after }), options),
      ),
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
    count: (count) =>
      whetherMet(table.send(new UpdateCommand({ TableName: tableName, ...countUpTo(count) }), options)),
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

type Page = Pick<QueryCommandOutput, "Items" | "LastEvaluatedKey">;

/** The items of a query or a scan, page by page. */
async function* itemsOf(read: (after: Page["LastEvaluatedKey"]) => Promise<Page>): AsyncIterable<Item> {
  let after: Page["LastEvaluatedKey"];
  do {
    const page = await read(after);
    yield* (page.Items ?? []).map(itemIn);
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}

/** Whether the condition of a write was met. */
async function whetherMet(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function itemIn(attributes: Readonly<Record<string, unknown>>): Item {
  const read = itemSchema.safeParse(attributes);
  if (read.success) return read.data;
  throw new UnreadableItemError(attributes, read.error);
}

function ofKind<K extends Item["item"]>(
  items: readonly Item[],
  kind: K,
): readonly Extract<Item, { item: K }>[] {
  return items.filter((item): item is Extract<Item, { item: K }> => item.item === kind);
}
