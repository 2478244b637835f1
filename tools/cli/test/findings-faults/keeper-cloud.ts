import { cpSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import {
  type CallTrace,
  type LocalCloud,
  parseScenario,
  startLocalCloud,
  type Trace,
  withFollowUps,
} from "@security-auto/local-cloud";
import { openRegister } from "@security-auto/register";
import { isPublicPolicy } from "../../src/stack/local-stack";
import { ROOT } from "../command";
import { takeOut } from "../copied-stack";
import { ACCOUNT, REGION } from "../open-bucket";

/** The function that keeps the register. */
const KEEPER = "security-auto-findings";

/** The function that remediates. */
const RESTRICT = "security-auto-S3-restrict";

/**
 * Runs a copy of the synthesized stack, with one process of each function, and without the function that remediates: the calls of the one
 * that keeps the register are counted.
 */
export function startKeeperCloud(folder: string, buckets: readonly object[]): Promise<LocalCloud> {
  const assembly = join(folder, "cdk.out");
  cpSync(join(ROOT, "dist/apps/infra/cdk.out"), assembly, { recursive: true });
  takeOut(assembly, (name) => name === RESTRICT);
  return startLocalCloud({
    assembly,
    maxConcurrency: 1,
    timeoutGraceMs: 60_000,
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ buckets }, "fault table"),
  });
}

/** What reads and writes the table. */
export const tableClient = (cloud: LocalCloud): DynamoDBClient =>
  new DynamoDBClient({
    region: REGION,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId: ACCOUNT, userName: "ilse" }),
  });

export interface Ends {
  /** Attempts of the function. */
  readonly attempts: number;
  /** Findings that the register has of the bucket; where one is to close, those that are closed. */
  readonly findings: number;
  /** "S3 Finding Changed" on the private bus. */
  readonly events: number;
  readonly mails: number;
  /** Messages for a chat. */
  readonly chats: number;
  /** Findings that were imported into Security Hub. */
  readonly imports: number;
  /** Events in the failure queue. */
  readonly deadLetters: number;
}

/** Nothing is lost, and nothing is sent twice. */
export const WELL: Ends = {
  attempts: 1,
  findings: 1,
  events: 1,
  mails: 1,
  chats: 1,
  imports: 1,
  deadLetters: 0,
};

/** Puts an event on the private bus, as one of our functions does; the traces of what that leads to. */
export async function putOnBus(
  cloud: LocalCloud,
  roleName: string,
  { detailType, detail }: { readonly detailType: string; readonly detail: object },
): Promise<readonly Trace[]> {
  const client = new EventBridgeClient({
    region: REGION,
    endpoint: cloud.endpoints.all,
    credentials: cloud.credentials({ accountId: ACCOUNT, roleName, sessionName: roleName }),
  });
  const calls: CallTrace[] = [];
  const stop = cloud.onCall((call) => calls.push(call));
  const Detail = JSON.stringify(detail);
  const entry = { EventBusName: "security-auto", Source: EVENT_SOURCE, DetailType: detailType, Detail };
  await client.send(new PutEventsCommand({ Entries: [entry] }));
  await cloud.settled();
  stop();
  client.destroy();
  return calls.flatMap(({ followUps }) => followUps).flatMap(withFollowUps);
}

/** What the mail and the import of a finding say of it, by whether it is open. */
const OPEN = { mail: /^\[security-auto\] (?:WAS )?(?:PUBLIC|PLANNED)/, recordState: "ACTIVE" } as const;
export const CLOSED = { mail: /^\[security-auto\] CLOSED/, recordState: "ARCHIVED" } as const;

/** What became of a bucket's finding, and of what the function was for; no fault is injected any more. */
export async function endsOf(
  cloud: LocalCloud,
  bucket: string,
  traces: readonly Trace[],
  said: typeof OPEN | typeof CLOSED = OPEN,
): Promise<Ends> {
  const runs = traces.flatMap(({ invocations }) => invocations).filter((run) => run.function === KEEPER);
  cloud.setFaults([]);
  const client = tableClient(cloud);
  const { findings } = await openRegister(client, { tableName: "security-auto" }).partition(ACCOUNT, bucket);
  client.destroy();
  const notifications = traces.flatMap((trace) => trace.notifications);
  return {
    attempts: runs.reduce((sum, { attempts }) => sum + attempts, 0),
    findings: findings.filter(({ finding: { transition } }) => said === OPEN || transition === "closed")
      .length,
    events: traces.filter(({ event }) => event.detailType === DETAIL_TYPES.findingChanged).length,
    imports: traces
      .flatMap(({ imports }) => imports)
      .filter(({ recordState }) => recordState === said.recordState).length,
    mails: notifications.filter(({ subject }) => said.mail.test(subject)).length,
    chats: notifications.filter(({ topic }) => topic === "security-findings-chat").length,
    deadLetters: traces
      .flatMap(({ deadLetters }) => deadLetters)
      .filter(({ body }) => body.includes(`:function:${KEEPER}`)).length,
  };
}
