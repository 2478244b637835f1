import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { type Invocation, putMetrics, readConfiguration } from "@security-auto/handler";
import { parseArn } from "@security-auto/iam-policy";
import { privateBus } from "@security-auto/private-bus";
import { openRegister } from "@security-auto/register";
import { environmentCredentials } from "@security-auto/s3-reader";
import { announceAll } from "./announce";
import { type Channels, openChannels } from "./channels/channels";
import { parseFindingsConfiguration } from "./configuration";
import type { AssessedTask } from "./interpreter";
import { record } from "./record";
import { TIMEOUTS } from "./timeouts";

/** Where the code is: this file is bundled into the folder of the entry, and the stack writes the configuration beside it. */
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What is kept for the life of a function's instance. */
interface Clients {
  readonly tableName: string;
  readonly dynamoDb: DynamoDBClient;
  readonly channels: Channels;
}

let clients: Clients | undefined;

function clientsIn(region: string): Clients {
  const configuration = readConfiguration(FOLDER, parseFindingsConfiguration);
  return {
    tableName: configuration.table,
    dynamoDb: new DynamoDBClient({ region, requestHandler: TIMEOUTS }),
    channels: openChannels({
      configuration,
      region,
      bus: privateBus({ busName: configuration.privateBus, region, credentials: environmentCredentials }),
      sns: new SNSClient({ region, requestHandler: TIMEOUTS }),
    }),
  };
}

/** What the function answers beside the body: the bucket's findings, and how each stands. */
export interface Recorded {
  readonly findings: readonly { readonly id: string; readonly transition: string }[];
}

/**
 * Writes an assessment to the register, and announces what it changed. An assessment of no single bucket changes no finding.
 *
 * @throws what the register or a channel throws: Lambda tries the event again, which writes and sends only what is missing
 */
export async function recorder(
  { assessment }: AssessedTask,
  invocation: Invocation,
): Promise<Partial<Recorded>> {
  const { logger, signal, context } = invocation;
  const { bucket } = assessment;
  if (bucket === null || assessment.scope !== "bucket") {
    logger.info("Nothing to record: the assessment is of no single bucket", { scope: assessment.scope });
    return {};
  }
  clients ??= clientsIn(parseArn(context.invokedFunctionArn)?.region ?? "");
  const { tableName, dynamoDb, channels } = clients;
  const register = openRegister(dynamoDb, { tableName, signal });
  const items = await record({ ...assessment, bucket }, register, channels.on);
  const unannounced = items.filter((item) => item.unannounced.length > 0);
  await announceAll(
    unannounced.map(({ finding }) => finding.id),
    {
      register,
      send: (finding, channel) => channels.send(finding, channel, signal),
      requestId: context.awsRequestId,
      deadline: Date.now() + context.getRemainingTimeInMillis(),
      now: Date.now,
    },
  );
  const findings = items.map(({ finding: { id, transition } }) => ({ id, transition }));
  logger.info("Findings of the bucket", { bucket, findings });
  const announced = unannounced.reduce((sum, item) => sum + item.unannounced.length, 0);
  putMetrics(
    { FindingTransitions: { value: announced, unit: "Count" } },
    { FunctionName: context.functionName },
  );
  return { findings };
}
