import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { checksMade, DETAIL_TYPES } from "@security-auto/assessment";
import { type LocalCloud, type TraceParts, withFollowUps } from "@security-auto/local-cloud";
import { openRegister } from "@security-auto/register";
import { ACCOUNT, REGION } from "../open-bucket";

/** A region where the members have buckets, and no rules. */
export const UNWATCHED = "eu-central-1";

/** What became of a check, or of a call that led to one. */
export interface Ends {
  /** How often the function that sweeps received a message. */
  readonly received: number;
  /** "S3 Coverage Checked" on the private bus. */
  readonly published: number;
  /** Attempts of the function that keeps the register. */
  readonly attempts: number;
  /** What the register has of the region with the rules and of the role, but for what is well. */
  readonly notOk: readonly string[];
  readonly findings: readonly string[];
  /** "S3 Finding Changed" on the private bus. */
  readonly events: number;
  readonly mails: number;
  readonly chats: number;
  readonly imports: number;
  /** What lies in queues of failures. */
  readonly deadLetters: number;
}

/** Has an account checked, as a sweep does, and waits for what comes of it. */
export async function check(cloud: LocalCloud, account: string, waitedBy?: string): Promise<void> {
  const sqs = new SQSClient({ ...clientOf(cloud), useQueueUrlAsEndpoint: false });
  const message = {
    ...{ version: "1", message: "coverage", account, bucketRegions: [REGION, UNWATCHED] },
    ...(waitedBy !== undefined && { waitedBy }),
  };
  const QueueUrl = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/security-auto-sweep`;
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  sqs.destroy();
  await cloud.settled();
}

const clientOf = (cloud: LocalCloud) => ({
  region: REGION,
  endpoint: cloud.endpoints.all,
  credentials: cloud.credentials({ accountId: ACCOUNT, userName: "ilse" }),
});

/** What became of it, by what was seen of it and by the register; no fault is injected any more. */
export async function endsOf(cloud: LocalCloud, account: string, seen: readonly TraceParts[]): Promise<Ends> {
  cloud.setFaults([]);
  const client = new DynamoDBClient(clientOf(cloud));
  const { coverage, findings } = await openRegister(client, { tableName: "security-auto" }).account(account);
  client.destroy();
  const followUps = followUpsOf(seen);
  const parts: readonly TraceParts[] = [...seen, ...followUps];
  const runs = parts.flatMap(({ invocations }) => invocations);
  const attemptsOf = (name: string) =>
    runs.filter((run) => run.function === name).reduce((sum, { attempts }) => sum + attempts, 0);
  const put = (detailType: string) => followUps.filter(({ event }) => event.detailType === detailType).length;
  const notifications = parts.flatMap((part) => part.notifications);
  const to = (topic: string) => notifications.filter((sent) => sent.topic === topic).length;
  return {
    received: attemptsOf("security-auto-sweep"),
    published: put(DETAIL_TYPES.coverageChecked),
    attempts: attemptsOf("security-auto-findings"),
    notOk: coverage
      .filter(({ region }) => region !== UNWATCHED)
      .flatMap(({ region, checks }) =>
        checksMade(checks).flatMap(([made, { result }]) =>
          result === "ok" ? [] : [`${region} ${made} ${result}`],
        ),
      ),
    findings: findings.map(({ finding: { region, transition } }) => `${region} ${transition}`),
    events: put(DETAIL_TYPES.findingChanged),
    mails: to("security-findings"),
    chats: to("security-findings-chat"),
    imports: parts.flatMap((part) => part.imports).length,
    deadLetters: parts.flatMap((part) => part.deadLetters).length,
  };
}

/** How often a fault was injected. */
export const injectedIn = (seen: readonly TraceParts[]): number =>
  [...seen, ...followUpsOf(seen)].reduce((sum, { faults }) => sum + faults.length, 0);

const followUpsOf = (seen: readonly TraceParts[]) =>
  seen.flatMap(({ followUps }) => followUps).flatMap(withFollowUps);
