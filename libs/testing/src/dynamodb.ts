import type { Server } from "node:http";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { listening } from "./listening";

/** How long a table is in a state of passage, in ms; dynalite's default is 500. */
interface DynaliteOptions {
  readonly createTableMs: number;
  readonly updateTableMs: number;
  readonly deleteTableMs: number;
}

type Dynalite = (options: DynaliteOptions) => Server;

export interface LocalDynamoDb {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** DynamoDB in this process, on a free port of the loopback interface. It holds its tables in memory and checks no permission. */
export async function startDynamoDb(): Promise<LocalDynamoDb> {
  // Loaded where it is used only: it brings a database of its own.
  // @ts-expect-error - dynalite has no types of its own, and none are published.
  const loaded = (await import("dynalite")) as { readonly default: Dynalite };
  const server = loaded.default({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  const { port, close } = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeIdleConnections();
      await close();
    },
  };
}

/** A table with its indexes; all keys are strings. */
export interface TableShape {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** `keysOnly`. Default: an index has all of an item. */
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: string;
    readonly sortKey: string;
    readonly keysOnly?: boolean;
  }[];
}

/** DynamoDB with one empty table for each test of a file, and a client for it. */
export function useTable(tableName: string, shape: TableShape): { readonly client: DynamoDBClient } {
  let dynamoDb: LocalDynamoDb;
  let client: DynamoDBClient;
  beforeEach(async () => {
    dynamoDb = await startDynamoDb();
    client = new DynamoDBClient({
      region: "us-west-2",
      endpoint: dynamoDb.url,
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    });
    await createTable(client, tableName, shape);
  });
  afterEach(async () => {
    client.destroy();
    await dynamoDb.close();
  });
  return {
    get client() {
      return client;
    },
  };
}

async function createTable(
  client: DynamoDBClient,
  TableName: string,
  { partitionKey, sortKey, indexes }: TableShape,
): Promise<void> {
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ partitionKey, sortKey }, ...indexes]
        .flatMap((index) => [index.partitionKey, index.sortKey])
        .map((name) => ({ AttributeName: name, AttributeType: "S" as const })),
      KeySchema: keys(partitionKey, sortKey),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: index.keysOnly === true ? "KEYS_ONLY" : "ALL" },
      })),
    }),
  );
}
