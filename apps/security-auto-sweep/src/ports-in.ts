import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { checkAccount } from "@security-auto/coverage";
import { environmentCredentials } from "@security-auto/credentials";
import { type Invocation, readConfiguration } from "@security-auto/handler";
import { parseArn, partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { type BatchedBus, batchedBus, type BusEvent } from "@security-auto/private-bus";
import { openSweeps } from "@security-auto/register";
import { AccountRoles, createTransport, type Transport } from "@security-auto/s3-reader";
import { parseSweepConfiguration, type SweepConfiguration } from "./configuration";
import { listAccounts } from "./list-accounts";
import { listBucketsWith } from "./list-buckets";
import { measureSweep } from "./measure-sweep";
import type { Ports, SweepEvent } from "./ports";
import { sendMessages } from "./send-messages";

/** Where the code is: this file is bundled into the folder of the entry, and the stack writes the configuration beside it. */
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** For the SDK's clients, which would wait without end. */
const TIMEOUTS = { connectionTimeout: 1000, socketTimeout: 3000 } as const;

/** What is kept for the life of a function's instance. */
interface Clients {
  readonly configuration: SweepConfiguration;
  /** The account where the function runs. */
  readonly home: string;
  readonly region: string;
  readonly queueUrl: string;
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly organizations: OrganizationsClient;
  readonly bus: BatchedBus;
  readonly transport: Transport;
  readonly roles: AccountRoles;
}

let clients: Clients | undefined;

/** What an invocation works with: AWS, as long as the invocation lasts. */
export function portsIn(invocation: Invocation): Ports {
  clients ??= clientsFor(invocation);
  const { configuration, home, region, queueUrl, dynamoDb, sqs, organizations, bus, transport, roles } =
    clients;
  const { logger, signal } = invocation;
  const register = openSweeps(dynamoDb, { tableName: configuration.table, signal });
  return {
    register,
    accounts: () =>
      configuration.lookup
        ? listAccounts(organizations, signal)
        : Promise.resolve({ active: configuration.accounts, suspended: [] }),
    listBuckets: listBucketsWith({ roles, transport, region, signal }),
    checkAccount: async (account, bucketRegions) =>
      checkAccount(account, {
        settings: configuration.coverage,
        home: { accountId: home, region },
        bucketRegions,
        role: await roles.roleIn(account, signal),
        changedAt: register.changedAt,
        now: Date.now,
        signal,
      }),
    leaveAccount: async (account) => {
      const role = await roles.roleIn(account, signal);
      if (role.kind === "granted") roles.forget(account, role.credentials);
    },
    send: (messages) => sendMessages(messages, { client: sqs, queueUrl, signal }),
    request: (requests) =>
      bus.putAll(
        requests.map((request) => ({
          detailType: DETAIL_TYPES.assessmentRequested,
          detail: JSON.stringify(request),
        })),
        signal,
      ),
    publish: async (event) => {
      await bus.putAll([onBus(event)], signal);
      if (event.kind === "finished") measureSweep(event.sweep, invocation.context);
    },
    bucketsPerSecondPerAccount: configuration.bucketsPerSecondPerAccount,
    now: Date.now,
    logger,
  };
}

function onBus(event: SweepEvent): BusEvent {
  switch (event.kind) {
    case "finished":
      return { detailType: DETAIL_TYPES.sweepFinished, detail: JSON.stringify(event.sweep) };
    case "not listed":
      return { detailType: DETAIL_TYPES.bucketsNotListed, detail: JSON.stringify(event.notListed) };
    case "covered":
      return { detailType: DETAIL_TYPES.coverageChecked, detail: JSON.stringify(event.coverage) };
  }
}

function clientsFor({ context }: Invocation): Clients {
  const configuration = readConfiguration(FOLDER, parseSweepConfiguration);
  const { region = "", accountId = "" } = parseArn(context.invokedFunctionArn) ?? {};
  const transport = createTransport();
  const credentials = environmentCredentials;
  return {
    configuration,
    home: accountId,
    region,
    queueUrl: `https://sqs.${region}.${urlSuffixOf(partitionOf(region))}/${accountId}/${configuration.queue}`,
    dynamoDb: new DynamoDBClient({ region, requestHandler: TIMEOUTS }),
    // The endpoint of the region, not the one in the queue's URL: the environment may name another.
    sqs: new SQSClient({ region, requestHandler: TIMEOUTS, useQueueUrlAsEndpoint: false }),
    organizations: new OrganizationsClient({ region, requestHandler: TIMEOUTS }),
    bus: batchedBus({ busName: configuration.privateBus, region, credentials }),
    transport,
    roles: new AccountRoles(
      {
        home: { accountId, region, role: configuration.role },
        memberRole: configuration.readRole,
        caller: { functionName: context.functionName, instance: context.logStreamName },
      },
      transport,
    ),
  };
}
