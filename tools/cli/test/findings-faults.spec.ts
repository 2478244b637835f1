import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DETAIL_TYPES } from "@security-auto/assessment";
import {
  type FaultRule,
  type LocalCloud,
  parseScenario,
  startLocalCloud,
  type Trace,
  withFollowUps,
} from "@security-auto/local-cloud";
import { openRegister } from "@security-auto/register";
import { cloudTrailEvent } from "@security-auto/testing";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { ACCOUNT, openBucket, openPolicy, putPolicyOf, REGION } from "./open-bucket";

/**
 * Fault by place, for the function that keeps the register: what becomes of an assessment when this goes wrong there. The synthesized stack and
 * the bundles are the real ones.
 */
const KEEPER = "security-auto-findings";

jest.setTimeout(600_000);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    maxConcurrency: 1,
    timeoutGraceMs: 60_000,
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario(
      {
        buckets: [
          ...rows.map((_, index) => openBucket(`open-${index}`)),
          ...rowsOfClosed.map((_, index) => ({ name: `closed-${index}`, account: ACCOUNT, region: REGION })),
        ],
      },
      "fault table",
    ),
  });
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.setFaults([]);
});

interface Ends {
  /** Attempts of the function. */
  readonly attempts: number;
  /** Findings that the register has of the bucket. */
  readonly findings: number;
  /** "S3 Finding Changed" on the private bus. */
  readonly events: number;
  readonly mails: number;
  /** Messages for a chat. */
  readonly chats: number;
  /** Findings that were imported into Security Hub. */
  readonly imports: number;
  /** Assessments in the failure queue. */
  readonly deadLetters: number;
}

/** Nothing is lost, and nothing is sent twice. */
const WELL: Ends = { attempts: 1, findings: 1, events: 1, mails: 1, chats: 1, imports: 1, deadLetters: 0 };

const table = (call: string, fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule => ({
  service: "dynamodb",
  call,
  fault,
  ...more,
});
const sns = (fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule => ({
  service: "sns",
  call: "Publish",
  topic: "security-findings",
  fault,
  ...more,
});
const chat = (fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule =>
  sns(fault, { topic: "security-findings-chat", ...more });
/** The first PutEvents is that of the assessment. */
const bus = (fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule => ({
  service: "events",
  call: "PutEvents",
  after: 1,
  fault,
  ...more,
});

const hub = (fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule => ({
  service: "securityhub",
  call: "BatchImportFindings",
  fault,
  ...more,
});

const rows: readonly (readonly [string, readonly FaultRule[], Partial<Ends>])[] = [
  ["nothing goes wrong", [], {}],
  [
    "DynamoDB throttles a read once: the SDK tries again",
    [table("Query", { kind: "SlowDown" }, { times: 1 })],
    {},
  ],
  [
    "DynamoDB throttles a write once: the SDK tries again",
    [table("PutItem", { kind: "SlowDown" }, { times: 1 })],
    {},
  ],
  [
    "the answer to a write is lost: it is written, and counts once",
    [table("PutItem", { kind: "reset" }, { times: 1 })],
    {},
  ],
  [
    "DynamoDB does not answer a read: the SDK gives up on it in time to try again",
    [table("Query", { kind: "hang" }, { times: 1 })],
    {},
  ],
  [
    "DynamoDB refuses to read, once: the next attempt does all",
    [table("Query", { kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the state, every time: nothing is written or sent, and the assessment waits in the failure queue",
    [table("PutItem", { kind: "AccessDenied" })],
    { attempts: 3, findings: 0, events: 0, mails: 0, chats: 0, imports: 0, deadLetters: 1 },
  ],
  [
    "DynamoDB refuses the finding, once: the state is written, and the next attempt goes on from there",
    [table("PutItem", { kind: "AccessDenied" }, { after: 1, times: 1 })],
    { attempts: 2 },
  ],
  [
    "the bus refuses once: all else is sent, and the next attempt sends the event and only it",
    [bus({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "the bus refuses every time: all else is sent once, and the assessment waits in the failure queue",
    [bus({ kind: "AccessDenied" })],
    { attempts: 3, events: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "SNS refuses the mail every time: all else is sent once, and the assessment waits in the failure queue",
    [sns({ kind: "AccessDenied" })],
    { attempts: 3, mails: 0, deadLetters: 1 },
  ],
  [
    "the answer of SNS is lost: the SDK tries again, and the mail is sent twice, since SNS does not know that it is the same",
    [sns({ kind: "reset" }, { times: 1 })],
    { mails: 2 },
  ],
  [
    "SNS does not answer: the SDK gives up on it in time to try again, and the mail is sent twice for the same reason",
    [sns({ kind: "hang" }, { times: 1 })],
    { mails: 2 },
  ],
  ["Security Hub throttles once: the SDK tries again", [hub({ kind: "SlowDown" }, { times: 1 })], {}],
  [
    "the answer of Security Hub is lost: the finding is imported, and counts once",
    [hub({ kind: "reset" }, { times: 1 })],
    {},
  ],
  [
    "Security Hub refuses once: event and mail are sent, and the next attempt imports the finding and nothing else",
    [hub({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "Security Hub fails the finding in an answer of success, once: the next attempt imports it and nothing else",
    [hub({ kind: "FailedEntry" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "Security Hub does not answer a whole attempt: event and mail are sent and written, and the next imports the finding",
    [hub({ kind: "hang" }, { times: 3 })],
    { attempts: 2 },
  ],
  [
    "Security Hub refuses every time: event and mail are sent once, and the assessment waits in the failure queue",
    [hub({ kind: "AccessDenied" })],
    { attempts: 3, imports: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the chat message once: all else is sent, and the next attempt sends the chat message and only it",
    [chat({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "SNS refuses the chat message every time: all else is sent once, and the assessment waits in the failure queue",
    [chat({ kind: "AccessDenied" })],
    { attempts: 3, chats: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses mail and chat message once: all else is sent, and the next attempt sends both and only them",
    [sns({ kind: "AccessDenied" }, { times: 1 }), chat({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "the answer to a chat message is lost: the SDK sends it again, and the chat gets it twice, because SNS cannot tell",
    [chat({ kind: "reset" }, { times: 1 })],
    { chats: 2 },
  ],
];

/** The call opened the bucket, and it is closed again: the finding is closed from the start. */
const rowsOfClosed: readonly (readonly [string, readonly FaultRule[], Partial<Ends>])[] = [
  ["nothing goes wrong", [], {}],
  [
    "the answer to a write is lost: it is written, and counts once",
    [table("PutItem", { kind: "reset" }, { times: 1, after: 1 })],
    {},
  ],
  [
    "DynamoDB refuses the finding, once: the next attempt writes and sends it",
    [table("PutItem", { kind: "AccessDenied" }, { times: 1, after: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the finding, every time: nothing is sent, and the assessment waits in the failure queue",
    [table("PutItem", { kind: "AccessDenied" }, { after: 1 })],
    { attempts: 3, findings: 0, events: 0, mails: 0, chats: 0, imports: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns({ kind: "AccessDenied" }, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "S3 refuses to say what the account blocks: nothing is certain of what was open",
    [{ service: "s3-control", call: "GetAccountPublicAccessBlock", fault: { kind: "AccessDenied" } }],
    { findings: 0, events: 0, mails: 0, chats: 0, imports: 0 },
  ],
];

describe("a bucket that was opened and closed again", () => {
  test.each(rowsOfClosed.map(([what, ...row], index) => [what, `closed-${index}`, ...row] as const))(
    "%s",
    async (_, bucket, faults, ends) => {
      cloud.setFaults(faults);
      const parameters = { policy: "", bucketPolicy: openPolicy(bucket) };
      const trace = await cloud.putEvent(
        cloudTrailEvent({ eventName: "PutBucketPolicy", bucket, account: ACCOUNT, parameters }),
      );
      expect(await endsOf(bucket, withFollowUps(trace))).toEqual({ ...WELL, ...ends });
    },
  );
});

test.each(rows.map(([what, ...row], index) => [what, `open-${index}`, ...row] as const))(
  "%s",
  async (_, bucket, faults, ends) => {
    cloud.setFaults(faults);
    const trace = await cloud.putEvent(putPolicyOf(bucket));
    expect(await endsOf(bucket, withFollowUps(trace))).toEqual({ ...WELL, ...ends });
  },
);

async function endsOf(bucket: string, traces: readonly Trace[]): Promise<Ends> {
  const runs = traces.flatMap(({ invocations }) => invocations).filter((run) => run.function === KEEPER);
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId: ACCOUNT, userName: "ilse" }),
  });
  cloud.setFaults([]);
  const { findings } = await openRegister(client, { tableName: "security-auto" }).partition(ACCOUNT, bucket);
  client.destroy();
  const notifications = traces.flatMap((trace) => trace.notifications);
  return {
    attempts: runs.reduce((sum, { attempts }) => sum + attempts, 0),
    findings: findings.length,
    events: traces.filter(({ event }) => event.detailType === DETAIL_TYPES.findingChanged).length,
    imports: traces.flatMap(({ imports }) => imports).filter(({ recordState }) => recordState === "ACTIVE")
      .length,
    mails: notifications.filter(({ subject }) => /^\[security-auto\] (?:WAS )?PUBLIC/.test(subject)).length,
    chats: notifications.filter(({ topic }) => topic === "security-findings-chat").length,
    deadLetters: traces
      .flatMap(({ deadLetters }) => deadLetters)
      .filter(({ body }) => body.includes(`:function:${KEEPER}`)).length,
  };
}
