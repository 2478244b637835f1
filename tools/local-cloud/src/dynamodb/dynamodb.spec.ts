import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import type { Resource } from "../../test/pipeline";
import { allow, failureOf, REGION, STRANGER } from "../../test/services";
import type { CredentialsFor, FaultRule, LocalCloud } from "../index";

afterEach(stopClouds);

const OPERATOR: CredentialsFor = { accountId: CENTRAL, userName: "ilse" };
const TABLE_ARN = `arn:aws:dynamodb:${REGION}:${CENTRAL}:table/register`;
const key = (name: string) => [
  { AttributeName: name, KeyType: "HASH" },
  { AttributeName: "sk", KeyType: "RANGE" },
];

const TABLE: Resource = {
  Type: "AWS::DynamoDB::Table",
  Properties: {
    TableName: "register",
    BillingMode: "PAY_PER_REQUEST",
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    AttributeDefinitions: ["pk", "sk", "openPk"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
    KeySchema: key("pk"),
    GlobalSecondaryIndexes: [
      { IndexName: "open", KeySchema: key("openPk"), Projection: { ProjectionType: "ALL" } },
    ],
  },
};

const start = () => startPipeline({ Table: TABLE });

function tableOf(cloud: LocalCloud, who: CredentialsFor = OPERATOR): DynamoDBDocumentClient {
  const config = { region: REGION, credentials: cloud.credentials(who), maxAttempts: 1 };
  return DynamoDBDocumentClient.from(new DynamoDBClient({ ...config, endpoint: cloud.endpoints.dynamodb }));
}

/** A call on the table, whatever it answers. */
type Call = (table: DynamoDBDocumentClient) => Promise<unknown>;

const ITEM = { pk: "BUCKET#1", sk: "STATE", openPk: "OPEN", seen: 1 };
const put = (more: object = {}) => new PutCommand({ TableName: "register", Item: { ...ITEM, ...more } });
const get = (pk = ITEM.pk) => new GetCommand({ TableName: "register", Key: { pk, sk: ITEM.sk } });
const query = (pk: string) =>
  new QueryCommand({
    TableName: "register",
    KeyConditionExpression: "#key = :pk",
    ExpressionAttributeNames: { "#key": "pk" },
    ExpressionAttributeValues: { ":pk": pk },
  });
const openItems = new QueryCommand({
  TableName: "register",
  IndexName: "open",
  KeyConditionExpression: "openPk = :open",
  ExpressionAttributeValues: { ":open": "OPEN" },
});

test("what is written is read, by its key, by its partition and by an index", async () => {
  const cloud = await start();
  const table = tableOf(cloud);
  await table.send(put());
  expect((await table.send(get())).Item).toEqual(ITEM);
  expect((await table.send(query(ITEM.pk))).Items).toEqual([ITEM]);
  expect((await table.send(openItems)).Items).toEqual([ITEM]);
  expect(cloud.notRun).toEqual([]);
});

test("a condition that does not hold is refused by its name, and nothing is written", async () => {
  const table = tableOf(await start());
  await table.send(put());
  const update = new UpdateCommand({
    TableName: "register",
    Key: { pk: ITEM.pk, sk: ITEM.sk },
    UpdateExpression: "SET seen = :new",
    ConditionExpression: "seen < :new",
    ExpressionAttributeValues: { ":new": 1 },
  });
  expect((await failureOf(table.send(update))).name).toBe("ConditionalCheckFailedException");
  expect((await table.send(get())).Item).toEqual(ITEM);
});

describe("IAM decides before the table is asked", () => {
  const leading = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["BUCKET#*"] } };
  const known = { ...leading, Null: { "dynamodb:LeadingKeys": "false" } };
  test.each<[string, object, Call, boolean]>([
    ["the action on the table", allow("dynamodb:PutItem", TABLE_ARN), (table) => table.send(put()), true],
    ["another action", allow("dynamodb:GetItem", TABLE_ARN), (table) => table.send(put()), false],
    ["another table", allow("dynamodb:PutItem", `${TABLE_ARN}-2`), (table) => table.send(put()), false],
    [
      "an index is a resource of its own",
      allow("dynamodb:Query", TABLE_ARN),
      (table) => table.send(openItems),
      false,
    ],
    [
      "an index that is named",
      allow("dynamodb:Query", `${TABLE_ARN}/index/open`),
      (table) => table.send(openItems),
      true,
    ],
    [
      "a partition that is named",
      allow("dynamodb:PutItem", TABLE_ARN, known),
      (table) => table.send(put()),
      true,
    ],
    [
      "another partition",
      allow("dynamodb:PutItem", TABLE_ARN, known),
      (table) => table.send(put({ pk: "CONTROL" })),
      false,
    ],
    [
      "a partition that is named, of a Query",
      allow("dynamodb:Query", TABLE_ARN, known),
      (table) => table.send(query("BUCKET#2")),
      true,
    ],
    [
      "another partition, of a Query",
      allow("dynamodb:Query", TABLE_ARN, known),
      (table) => table.send(query("CONTROL")),
      false,
    ],
    [
      "a Scan names no partition",
      allow("dynamodb:Scan", TABLE_ARN, known),
      (table) => table.send(scan()),
      false,
    ],
  ])("%s", async (_, policy, call, isAllowed) => {
    const cloud = await start();
    const table = tableOf(cloud, { ...OPERATOR, policies: [policy] });
    if (isAllowed) await call(table);
    else expect((await failureOf(call(table))).name).toBe("AccessDeniedException");
  });

  test("another account has no such table", async () => {
    const table = tableOf(await start(), { accountId: STRANGER, userName: "eve" });
    expect((await failureOf(table.send(get()))).name).toBe("ResourceNotFoundException");
  });
});

function scan() {
  return new ScanCommand({ TableName: "register" });
}

test.each<[string, FaultRule["fault"], string]>([
  ["throttled", { kind: "SlowDown" }, "ThrottlingException"],
  ["refused", { kind: "AccessDenied" }, "AccessDeniedException"],
  ["failed", { kind: "InternalError" }, "InternalServerError"],
])("a call that is %s", async (_, fault, name) => {
  const cloud = await start();
  cloud.setFaults([{ service: "dynamodb", call: "PutItem", times: 1, fault }]);
  const table = tableOf(cloud);
  expect((await failureOf(table.send(put()))).name).toBe(name);
  expect((await table.send(get())).Item).toBeUndefined();
  await table.send(put());
});
