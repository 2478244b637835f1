import { type CloudFormationClient, DescribeStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import {
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Failure } from "../failure";
import type { Clients } from "./clients";
import { takeMessages } from "./read-queue";

/** What holds something that an update must not lose. */
const STORES = ["AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Logs::LogGroup"] as const;

/** The logical id of the queue that no function polls begins so. */
const UNPOLLED = "FailuresQueue";

interface Store {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
}

/** What is put into each store, and looked for there after the update. */
const MARK = "security-auto-e2e-kept";
const KEY = { pk: { S: MARK }, sk: { S: MARK } };

/**
 * Puts something into each table, log group and unpolled queue of a stack.
 *
 * @returns looks after an update whether they are the same ones and have it still. @throws Failure that names the one that was lost
 */
export async function keepSomething(clients: Clients, stackName: string): Promise<() => Promise<number>> {
  const before = await storesOf(clients.cloudFormation, stackName);
  for (const store of before) await put(store, clients);
  return async () => {
    const after = new Map(
      (await storesOf(clients.cloudFormation, stackName)).map(({ logicalId, physicalId }) => [
        logicalId,
        physicalId,
      ]),
    );
    for (const store of before) {
      const { type, logicalId, physicalId } = store;
      const now = after.get(logicalId);
      if (now !== physicalId)
        throw new Failure(`${type} ${logicalId} was ${physicalId}, and is ${now ?? "not there any more"}`, 1);
      if (!(await has(store, clients))) throw new Failure(`${type} ${physicalId} has lost what was in it`, 1);
    }
    return before.length;
  };
}

async function storesOf(client: CloudFormationClient, stackName: string): Promise<readonly Store[]> {
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  return StackResources.flatMap(({ ResourceType: type, LogicalResourceId, PhysicalResourceId }) =>
    STORES.some((store) => store === type) &&
    LogicalResourceId !== undefined &&
    PhysicalResourceId !== undefined
      ? [{ type: type ?? "", logicalId: LogicalResourceId, physicalId: PhysicalResourceId }]
      : [],
  );
}

async function put({ type, logicalId, physicalId }: Store, { dynamoDb, logs, sqs }: Clients): Promise<void> {
  if (type === "AWS::DynamoDB::Table")
    await dynamoDb.send(new PutItemCommand({ TableName: physicalId, Item: KEY }));
  else if (type === "AWS::Logs::LogGroup") {
    const stream = { logGroupName: physicalId, logStreamName: MARK };
    await logs.send(new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: Date.now(), message: MARK }];
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  } else if (logicalId.startsWith(UNPOLLED))
    await sqs.send(new SendMessageCommand({ QueueUrl: physicalId, MessageBody: MARK }));
}

async function has(store: Store, { dynamoDb, logs, sqs }: Clients): Promise<boolean> {
  const { type, logicalId, physicalId } = store;
  if (type === "AWS::DynamoDB::Table") {
    const { Item } = await dynamoDb.send(new GetItemCommand({ TableName: physicalId, Key: KEY }));
    return Item !== undefined;
  }
  if (type === "AWS::Logs::LogGroup") {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: physicalId, logStreamNames: [MARK] }),
    );
    return events.some(({ message }) => message === MARK);
  }
  if (!logicalId.startsWith(UNPOLLED)) return true;
  const taken = await takeMessages(sqs, physicalId, (body) => (body === MARK ? body : undefined));
  return taken.length === 1;
}
