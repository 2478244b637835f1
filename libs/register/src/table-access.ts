import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  type DeleteCommandInput,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { type Item, itemSchema } from "./items/item";
import { type Key, keyOf } from "./keys";
import { UnreadableItemError } from "./unreadable-item-error";

export interface RegisterOptions {
  readonly tableName: string;
  /** Aborts every call. */
  readonly signal?: AbortSignal;
}

type Untabled<T> = Omit<T, "TableName">;

/** The calls on one table. Each resolves a write to whether its condition was met. */
export function tableAccess(client: DynamoDBClient, { tableName: TableName, signal }: RegisterOptions) {
  const table = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const options = { ...(signal !== undefined && { abortSignal: signal }) };

  const query = (input: Untabled<QueryCommandInput>): AsyncIterable<Item> => itemsOf(rawPages(input));

  /** What a query finds, page by page, as it is: an index may not have all of an item. */
  const rawPages =
    (input: Untabled<QueryCommandInput>) =>
    (after: Page["LastEvaluatedKey"]): Promise<Page> =>
      table.send(new QueryCommand({ TableName, ...input, ExclusiveStartKey: after }), options);

  const put = (item: Item, condition: Omit<PutCommandInput, "TableName" | "Item"> = {}): Promise<boolean> =>
    whetherMet(
      table.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(item) }, ...condition }), options),
    );

  return {
    query,
    /** The items of an index that has keys alone. */
    keys: (input: Untabled<QueryCommandInput>): AsyncIterable<Readonly<Record<string, unknown>>> =>
      attributesOf(rawPages(input)),
    /** How many items a query finds, in so many pages at most: the items are not read one by one. */
    count: async (input: Untabled<QueryCommandInput>, mostPages: number): Promise<number> => {
      const read = rawPages({ ...input, Select: "COUNT" });
      let counted = 0;
      let after: Page["LastEvaluatedKey"];
      for (let page = 0; page < mostPages; page++) {
        const { Count = 0, LastEvaluatedKey } = await read(after);
        counted += Count;
        after = LastEvaluatedKey;
        if (after === undefined) break;
      }
      return counted;
    },
    /** Every item of the table, in no order. */
    scan: (): AsyncIterable<Item> =>
      itemsOf((after) => table.send(new ScanCommand({ TableName, ExclusiveStartKey: after }), options)),
    /** What a query finds as of the last write. */
    itemsIn: async (input: Untabled<QueryCommandInput>): Promise<readonly Item[]> => {
      const items: Item[] = [];
      for await (const item of query({ ...input, ConsistentRead: true })) items.push(item);
      return items;
    },
    get: async <K extends Item["item"]>(kind: K, key: Key | undefined) => {
      if (key === undefined) return undefined;
      const { Item } = await table.send(
        new GetCommand({ TableName, Key: { ...key }, ConsistentRead: true }),
        options,
      );
      return ofKind(Item === undefined ? [] : [itemIn(Item)], kind)[0];
    },
    put,
    /** In place of the revision before, or as the first. */
    putRevision: (item: Item & { readonly revision: number }): Promise<boolean> =>
      put(
        item,
        item.revision === 1
          ? IS_NEW
          : {
              ConditionExpression: "revision = :before",
              ExpressionAttributeValues: { ":before": item.revision - 1 },
            },
      ),
    update: (input: Untabled<UpdateCommandInput>): Promise<boolean> =>
      whetherMet(table.send(new UpdateCommand({ TableName, ...input }), options)),
    remove: (input: Untabled<DeleteCommandInput>): Promise<boolean> =>
      whetherMet(table.send(new DeleteCommand({ TableName, ...input }), options)),
  };
}

/** The condition of a write that replaces nothing. */
export const IS_NEW = { ConditionExpression: "attribute_not_exists(pk)" } as const;

type Page = Pick<QueryCommandOutput, "Items" | "Count" | "LastEvaluatedKey">;
type ReadPage = (after: Page["LastEvaluatedKey"]) => Promise<Page>;

async function* attributesOf(read: ReadPage): AsyncIterable<Readonly<Record<string, unknown>>> {
  let after: Page["LastEvaluatedKey"];
  do {
    const page = await read(after);
    yield* page.Items ?? [];
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}

/** The items of a query or a scan, page by page. */
async function* itemsOf(read: ReadPage): AsyncIterable<Item> {
  for await (const attributes of attributesOf(read)) yield itemIn(attributes);
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

/** Those of one kind. */
export function ofKind<K extends Item["item"]>(
  items: readonly Item[],
  kind: K,
): readonly Extract<Item, { item: K }>[] {
  return items.filter((item): item is Extract<Item, { item: K }> => item.item === kind);
}
