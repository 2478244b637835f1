import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import type { BucketsNotListed, Finding } from "@security-auto/assessment";
import { environmentCredentials } from "@security-auto/credentials";
import { interpretTampering, type WatchedNames } from "@security-auto/events";
import { type InvalidInput, type Invocation, putMetrics, readConfiguration } from "@security-auto/handler";
import { parseArn } from "@security-auto/iam-policy";
import { privateBus } from "@security-auto/private-bus";
import { type FindingItem, openRegister, openSweeps, type Register } from "@security-auto/register";
import { announceAll } from "./announce";
import { type Channels, openChannels } from "./channels/channels";
import { parseFindingsConfiguration } from "./configuration";
import { countSwept } from "./count-swept";
import { except } from "./except";
import type { FindingsTask } from "./interpreter";
import { measureTimes, openFindingsMeter } from "./measure";
import { MOST_EXPOSURES_A_DAY } from "./most-exposures";
import { recordNotListed } from "./not-listed";
import { record } from "./record";
import { recordCoverage } from "./record-coverage";
import { recordRemediation } from "./record-remediation";
import { recordTampering } from "./record-tampering";
import type { Rules } from "./rules";
import { TIMEOUTS } from "./timeouts";

/** Where the code is: this file is bundled into the folder of the entry, and the stack writes the configuration beside it. */
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What is kept for the life of a function's instance. */
interface Clients {
  readonly tableName: string;
  readonly dynamoDb: DynamoDBClient;
  readonly channels: Channels;
  readonly rules: Rules;
  readonly sweeps: boolean;
  readonly watched: WatchedNames | undefined;
  readonly measureOpenFindings: ReturnType<typeof openFindingsMeter>;
}

let clients: Clients | undefined;

function clientsIn(region: string): Clients {
  const configuration = readConfiguration(FOLDER, parseFindingsConfiguration);
  const { table, privateBus: busName, cannotReadAfter } = configuration;
  const channels = openChannels({
    configuration,
    region,
    bus: privateBus({ busName, region, credentials: environmentCredentials }),
    sns: new SNSClient({ region, requestHandler: TIMEOUTS }),
  });
  return {
    tableName: table,
    dynamoDb: new DynamoDBClient({ region, requestHandler: TIMEOUTS }),
    channels,
    rules: { channels: channels.on, cannotReadAfter },
    sweeps: configuration.sweeps === true,
    watched: configuration.watched,
    measureOpenFindings:
      configuration.countsOpenFindings === true ? openFindingsMeter() : () => Promise.resolve(),
  };
}

/** What the function answers beside the body. */
export interface Recorded {
  /** The findings of the bucket or account, and how each stands. */
  readonly findings?: readonly { readonly id: string; readonly transition: string }[];
  /** Only to a request: the finding that was asked about, and when what was asked for ends. */
  readonly finding?: Finding;
  readonly until?: string;
}

/**
 * Writes to the register what an assessment, a remediation or coverage says or an operator asks for, and announces what changed by it. An
 * assessment of no single bucket changes no finding. A request about a finding that there is not is bad input.
 *
 * @throws what the register or a channel throws: Lambda tries the event again, which writes and sends only what is missing
 */
export async function recorder(task: FindingsTask, invocation: Invocation): Promise<Recorded | InvalidInput> {
  clients ??= clientsIn(parseArn(invocation.context.invokedFunctionArn)?.region ?? "");
  const { tableName, dynamoDb, channels, rules, sweeps, watched, measureOpenFindings } = clients;
  const options = { tableName, signal: invocation.signal };
  const register = openRegister(dynamoDb, options);
  const keeping = { register, channels, invocation, isRetried: task.kind !== "except" };
  if (task.kind === "except") {
    const excepted = await except(task, register, { rules, now: new Date() });
    if (!excepted.success) return excepted.error;
    const findings = await announced(excepted.data, keeping);
    const asked = excepted.data.find(({ finding }) => finding.id === task.request.finding);
    return { findings, ...(asked !== undefined && { finding: asked.finding }), until: task.until };
  }
  if (task.kind === "covered")
    return { findings: await announced(await recordCoverage(task.coverage, register, rules), keeping) };
  if (task.kind === "tampered") {
    const read = watched && interpretTampering(task.envelope, watched);
    if (read?.kind === "invalid") return read;
    if (read?.kind !== "tampering" || read.tampering.mayBeOurs) {
      invocation.logger.info("Nothing to record: the account is checked all the same", { read });
      return {};
    }
    return { findings: await announced(await recordTampering(read.tampering, register, rules), keeping) };
  }
  if (task.kind === "remediated") {
    const { remediation } = task;
    const item = await recordRemediation(remediation, register, rules);
    if (item === undefined)
      invocation.logger.warn("Nothing to record: the remediation has no finding, and none is to come", {
        remediation,
      });
    return { findings: await announced(item === undefined ? [] : [item], keeping) };
  }
  if (task.kind === "not listed") return { findings: await closeNotListed(task.notListed, rules, keeping) };
  const { assessment } = task;
  const { bucket, scope } = assessment;
  if (bucket === null || scope !== "bucket") {
    invocation.logger.info("Nothing to record: the assessment is of no single bucket", { scope });
    return {};
  }
  const { findings, beyond } = await record({ ...assessment, bucket }, register, rules);
  for (const finding of beyond)
    invocation.logger.warn(
      `The bucket was exposed, and that is not recorded: the day has ${MOST_EXPOSURES_A_DAY} such findings of it`,
      { finding },
    );
  if (sweeps) await countSwept({ ...assessment, bucket }, openSweeps(dynamoDb, options));
  const stand = await announced(findings, keeping);
  measureTimes(assessment, invocation);
  await measureOpenFindings(register, invocation);
  return { findings: stand };
}

/** A few at a time: one event names many. */
const BUCKETS_AT_ONCE = 10;

/** Closes what is open of buckets that a sweep did not list; resolves to how each finding stands. */
async function closeNotListed(
  { buckets, ...listing }: BucketsNotListed,
  rules: Rules,
  keeping: Keeping,
): Promise<NonNullable<Recorded["findings"]>> {
  const closed: FindingItem[] = [];
  for (let from = 0; from < buckets.length; from += BUCKETS_AT_ONCE) {
    const some = buckets.slice(from, from + BUCKETS_AT_ONCE);
    const recorded = await Promise.all(
      some.map((bucket) => recordNotListed(bucket, listing, keeping.register, rules)),
    );
    closed.push(...recorded.flatMap((recording) => recording?.findings ?? []));
  }
  return announced(closed, keeping);
}

interface Keeping {
  readonly register: Register;
  readonly channels: Channels;
  readonly invocation: Invocation;
  readonly isRetried: boolean;
}

/** Announces what is still to be announced of findings; resolves to how each stands. */
async function announced(
  items: readonly FindingItem[],
  { register, channels, isRetried, invocation: { logger, signal, context } }: Keeping,
): Promise<NonNullable<Recorded["findings"]>> {
  const unannounced = items.filter((item) => item.unannounced.length > 0);
  await announceAll(
    unannounced.map(({ finding }) => finding.id),
    {
      register,
      send: (finding, channel) => channels.send(finding, channel, signal),
      requestId: context.awsRequestId,
      isRetried,
      deadline: Date.now() + context.getRemainingTimeInMillis(),
      now: Date.now,
    },
  );
  const findings = items.map(({ finding: { id, transition } }) => ({ id, transition }));
  logger.info("Findings", { findings });
  const count = unannounced.reduce((sum, item) => sum + item.unannounced.length, 0);
  putMetrics({ FindingTransitions: { value: count, unit: "Count" } }, { FunctionName: context.functionName });
  return findings;
}
