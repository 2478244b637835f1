import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { environmentCredentials } from "@security-auto/credentials";
import { type InvalidInput, type Invocation, putMetrics, readConfiguration } from "@security-auto/handler";
import { parseArn } from "@security-auto/iam-policy";
import { type PrivateBus, privateBus } from "@security-auto/private-bus";
import { openRegister } from "@security-auto/register";
import { createS3Reader, createTransport, type S3Reader, type Transport } from "@security-auto/s3-reader";
import { type Failures, workOnEach } from "./batch";
import { parseRestrictConfiguration, type RestrictConfiguration, writeRoleIn } from "./configuration";
import type { Message, RestrictTask } from "./interpreter";
import type { Answer } from "./operator/answer";
import { answerRequest } from "./operator/answer-request";
import type { Attempt } from "./ports";
import { remediate } from "./remediate";
import { violationIn } from "./violation";
import { openWriterWith } from "./write-session";

/** Where the code is: this file is bundled into the folder of the entry, and the stack writes the configuration beside it. */
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** For the SDK's client, which would wait without end. */
const TIMEOUTS = { connectionTimeout: 1000, socketTimeout: 3000 } as const;

/** How long before the end of the invocation no more is written or waited for, in ms: what stands is still read, recorded and published. */
const RECORDING_MS = 6000;

/** What is kept for the life of a function's instance. Sessions that may write are not. */
interface Clients {
  readonly configuration: RestrictConfiguration;
  readonly home: { readonly accountId: string; readonly region: string };
  readonly dynamoDb: DynamoDBClient;
  readonly bus: PrivateBus;
  readonly reader: S3Reader;
  readonly transport: Transport;
}

let clients: Clients | undefined;

function clientsFor({ context }: Invocation): Clients {
  const configuration = readConfiguration(FOLDER, parseRestrictConfiguration);
  const { region = "", accountId = "" } = parseArn(context.invokedFunctionArn) ?? {};
  const home = { accountId, region };
  return {
    configuration,
    home,
    dynamoDb: new DynamoDBClient({ region, requestHandler: TIMEOUTS }),
    bus: privateBus({ busName: configuration.privateBus, region, credentials: environmentCredentials }),
    reader: createS3Reader({
      home: { ...home, role: configuration.role },
      memberRole: configuration.readRole,
      caller: { functionName: context.functionName, instance: context.logStreamName },
    }),
    transport: createTransport(),
  };
}

/** What the function answers beside the body. */
export type Worked = Partial<Failures> | Answer;

/**
 * Works on each message of a batch, or does what an operator asks for.
 *
 * @throws what a request throws; a message that throws is received again, and at last lies in the failure queue
 */
export async function worker(task: RestrictTask, invocation: Invocation): Promise<Worked | InvalidInput> {
  clients ??= clientsFor(invocation);
  const { logger } = invocation;
  const attempt = attemptWith(clients, invocation);
  if (task.kind === "request") return answerRequest(task.request, attempt);
  return workOnEach(
    task.messages,
    (message) => workOn(message, { ...attempt, id: message.messageId }),
    ({ messageId }, error) => {
      logger.error("A message could not be worked on, and is received again", { messageId, error });
    },
  );
}

async function workOn(message: Message, attempt: Attempt): Promise<void> {
  const assessment = violationIn(message);
  if (assessment === undefined) {
    attempt.logger.info("Nothing to remediate: it is no violation of a single bucket");
    return;
  }
  const remediated = await remediate(assessment, attempt);
  const { accountId: account, bucket } = assessment;
  attempt.logger.info("Remediation of the bucket", { account, bucket, ...remediated });
}

/** The ports of one invocation. */
function attemptWith(
  { configuration, home, dynamoDb, bus, reader, transport }: Clients,
  { logger, signal, context }: Invocation,
): Attempt {
  const { functionName } = context;
  const roleIn = writeRoleIn(configuration, home);
  const endsAt = Date.now() + context.getRemainingTimeInMillis();
  return {
    id: context.awsRequestId,
    until: endsAt - RECORDING_MS,
    endsAt,
    invariants: configuration.invariants,
    writeRoleIn: roleIn,
    register: openRegister(dynamoDb, { tableName: configuration.table, signal }),
    read: async ({ account, bucket, region }) => {
      const { organization } = configuration;
      const target = { accountId: account, bucket, region };
      const reading = await reader.readBucket(target, { signal, organization });
      return reading.kind === "gone" ? undefined : reading;
    },
    openWriter: openWriterWith({ functionName, region: home.region, writeRoleIn: roleIn, transport, signal }),
    publish: async (remediation) => {
      await bus.put(
        { detailType: DETAIL_TYPES.remediationChanged, detail: JSON.stringify(remediation) },
        signal,
      );
      putMetrics(
        { RemediationTransitions: { value: 1, unit: "Count" } },
        { FunctionName: functionName, Status: remediation.status },
      );
      logger.info("S3 remediation", { remediation });
    },
    now: Date.now,
    wait: (ms) => pause(ms, undefined, { signal }),
    logger,
  };
}
