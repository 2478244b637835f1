import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { environmentCredentials } from "@security-auto/credentials";
import { type Invocation, putMetrics, readConfiguration } from "@security-auto/handler";
import { parseArn } from "@security-auto/iam-policy";
import { type PrivateBus, privateBus } from "@security-auto/private-bus";
import { openRegister } from "@security-auto/register";
import { createS3Reader, createTransport, type S3Reader, type Transport } from "@security-auto/s3-reader";
import { parseRestrictConfiguration, type RestrictConfiguration, writeRoleIn } from "./configuration";
import type { Attempt, Ports } from "./ports";
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

/** What an invocation works with: AWS, as long as the invocation lasts. */
export function attemptIn(invocation: Invocation): Attempt {
  clients ??= clientsFor(invocation);
  const { configuration, home, dynamoDb, reader, transport } = clients;
  const { logger, signal, context } = invocation;
  const { invariants, organization, table } = configuration;
  const { functionName } = context;
  const roleIn = writeRoleIn(configuration, home);
  const endsAt = Date.now() + context.getRemainingTimeInMillis();
  return {
    id: context.awsRequestId,
    until: endsAt - RECORDING_MS,
    endsAt,
    invariants,
    writeRoleIn: roleIn,
    register: openRegister(dynamoDb, { tableName: table, signal }),
    read: async ({ account, bucket, region }) => {
      const target = { accountId: account, bucket, region };
      const reading = await reader.readBucket(target, { signal, organization });
      if (reading.kind === "gone") return undefined;
      for (const { action, ...refusal } of reading.refusals)
        logger.warn("A read was refused: no plan is made without it", { permission: action, ...refusal });
      return reading;
    },
    openWriter: openWriterWith({ functionName, region: home.region, writeRoleIn: roleIn, transport, signal }),
    publish: publishOn(clients.bus, invocation),
    now: Date.now,
    wait: (ms) => pause(ms, undefined, { signal }),
    logger,
  };
}

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

function publishOn(bus: PrivateBus, { logger, signal, context }: Invocation): Ports["publish"] {
  return async (remediation) => {
    logger.info("S3 remediation", { remediation });
    const detail = JSON.stringify(remediation);
    await bus.put({ detailType: DETAIL_TYPES.remediationChanged, detail }, signal);
    putMetrics(
      { RemediationTransitions: { value: 1, unit: "Count" } },
      { FunctionName: context.functionName, Status: remediation.status },
    );
  };
}
