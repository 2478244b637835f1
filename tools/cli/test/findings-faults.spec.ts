import { type AssessmentRequest, DETAIL_TYPES } from "@security-auto/assessment";
import { type FaultRule, type LocalCloud, withFollowUps } from "@security-auto/local-cloud";
import { openSweeps } from "@security-auto/register";
import { cloudTrailEvent, temporaryFolder } from "@security-auto/testing";
import { bus, chat, hub, sns, table } from "./findings-faults/fault-rules";
import {
  type Ends,
  endsOf,
  putOnBus,
  startKeeperCloud,
  tableClient,
  WELL,
} from "./findings-faults/keeper-cloud";
import { ACCOUNT, openBucket, openPolicy, putPolicyOf, REGION } from "./open-bucket";

/**
 * Fault by place, for the function that keeps the register: what becomes of an assessment when this goes wrong there. The synthesized stack and
 * the bundles are the real ones.
 */
jest.setTimeout(600_000);

const folder = temporaryFolder();
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startKeeperCloud(folder.path, [
    ...rows.map((_, index) => openBucket(`open-${index}`)),
    ...rowsOfSwept.map((_, index) => openBucket(`swept-${index}`)),
    ...rowsOfClosed.map((_, index) => ({ name: `closed-${index}`, account: ACCOUNT, region: REGION })),
  ]);
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.setFaults([]);
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

/** A sweep asked for the assessment, which is counted before it is announced. */
const rowsOfSwept: readonly (readonly [string, readonly FaultRule[], boolean, Partial<Ends>])[] = [
  ["nothing goes wrong", [], true, {}],
  [
    "DynamoDB refuses to count it, once: the next attempt does",
    [table("UpdateItem", { kind: "AccessDenied" }, { times: 1 })],
    true,
    { attempts: 2 },
  ],
  [
    "the answer to the count is lost: it counts once",
    [table("UpdateItem", { kind: "reset" }, { times: 1 })],
    true,
    {},
  ],
  [
    "DynamoDB refuses to count it, every time: the sweep misses it, and the assessment waits in the failure queue",
    [table("UpdateItem", { kind: "AccessDenied" })],
    false,
    { attempts: 3, events: 0, mails: 0, chats: 0, imports: 0, deadLetters: 1 },
  ],
];

describe("an assessment that a sweep asked for", () => {
  test.each(rowsOfSwept.map((row, index) => [row[0], index, row] as const))(
    "%s",
    async (_, index, [, faults, isCounted, ends]) => {
      const bucket = `swept-${index}`;
      const now = new Date().toISOString();
      const page = { sweep: "sweep-1", account: ACCOUNT, page: index + 1 };
      const client = tableClient(cloud);
      const sweeps = openSweeps(client, { tableName: "security-auto" });
      const buckets = [{ name: bucket, region: REGION }];
      const expiresAt = Math.ceil(Date.now() / 1000) + 3600;
      await sweeps.putPage({ item: "sweep-page", version: "1", ...page, listedAt: now, buckets, expiresAt });
      cloud.setFaults(faults);
      const detail: AssessmentRequest = {
        version: "1",
        requestId: `${ACCOUNT}/${index + 1}/0`,
        ...{ bucket, accountId: ACCOUNT, region: REGION, requestedAt: now, sweep: page.sweep },
      };
      const detailType = DETAIL_TYPES.assessmentRequested;
      const traces = await putOnBus(cloud, "security-auto-sweep", { detailType, detail });
      expect(await endsOf(cloud, bucket, traces)).toEqual({ ...WELL, ...ends });
      expect((await sweeps.page(page))?.violates).toEqual(isCounted ? new Set([0]) : undefined);
      client.destroy();
    },
  );
});

describe("a bucket that was opened and closed again", () => {
  test.each(rowsOfClosed.map(([what, ...row], index) => [what, `closed-${index}`, ...row] as const))(
    "%s",
    async (_, bucket, faults, ends) => {
      cloud.setFaults(faults);
      const parameters = { policy: "", bucketPolicy: openPolicy(bucket) };
      const trace = await cloud.putEvent(
        cloudTrailEvent({ eventName: "PutBucketPolicy", bucket, account: ACCOUNT, parameters }),
      );
      expect(await endsOf(cloud, bucket, withFollowUps(trace))).toEqual({ ...WELL, ...ends });
    },
  );
});

test.each(rows.map(([what, ...row], index) => [what, `open-${index}`, ...row] as const))(
  "%s",
  async (_, bucket, faults, ends) => {
    cloud.setFaults(faults);
    const trace = await cloud.putEvent(putPolicyOf(bucket));
    expect(await endsOf(cloud, bucket, withFollowUps(trace))).toEqual({ ...WELL, ...ends });
  },
);
