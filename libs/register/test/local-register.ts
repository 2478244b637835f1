import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type LocalDynamoDb, startDynamoDb } from "@security-auto/testing";
import { openRegister, type Register, TABLE } from "../src";

const TABLE_NAME = "security-auto";

/** A register of its own for each test, in DynamoDB on this machine. */
export function useLocalRegister(): { readonly register: Register; readonly client: DynamoDBClient } {
  let dynamoDb: LocalDynamoDb;
  let client: DynamoDBClient;
  beforeEach(async () => {
    dynamoDb = await startDynamoDb();
    client = new DynamoDBClient({
      region: "us-west-2",
      endpoint: dynamoDb.url,
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    });
    await createTable(client);
  });
  afterEach(async () => {
    client.destroy();
    await dynamoDb.close();
  });
  return {
    get client() {
      return client;
    },
    get register() {
      return openRegister(client, { tableName: TABLE_NAME });
    },
  };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  const { partitionKey, sortKey, index } = TABLE;
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE_NAME,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [partitionKey, sortKey, index.partitionKey, index.sortKey].map((name) => ({
        AttributeName: name,
        AttributeType: "S" as const,
      })),
      KeySchema: keys(partitionKey, sortKey),
      GlobalSecondaryIndexes: [
        {
          IndexName: index.name,
          KeySchema: keys(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
}
