import {
  type BucketsNotListed,
  DETAIL_TYPES,
  type Remediation,
  REMEDIATION_EXAMPLE,
} from "@security-auto/assessment";
import type { FaultRule, LocalCloud, Trace } from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { bus, chat, hub, sns, table } from "./findings-faults/fault-rules";
import { CLOSED, type Ends, endsOf, putOnBus, startKeeperCloud, WELL } from "./findings-faults/keeper-cloud";
import { ACCOUNT, idOf, openBucket, putPolicyOf, REGION } from "./open-bucket";

/**
 * Fault by place, for the function that keeps the register: what becomes of a remediation that is planned, and of a bucket that a sweep does not
 * list any more, when this goes wrong there. The synthesized stack and the bundles are the real ones.
 */
jest.setTimeout(600_000);

const REFUSED = { kind: "AccessDenied" } as const;
const UNSENT: Partial<Ends> = { events: 0, mails: 0, chats: 0, imports: 0 };

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
    "DynamoDB refuses to read, once: the next attempt does all",
    [table("Query", REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the finding, once: the next attempt does all",
    [table("PutItem", REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the finding, every time: it stays as it was, and the remediation waits in the failure queue",
    [table("PutItem", REFUSED)],
    { ...UNSENT, attempts: 3, deadLetters: 1 },
  ],
  [
    "the bus refuses once: all else is sent, and the next attempt sends the event and only it",
    [bus(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "SNS refuses the chat message every time: all else is sent once, and the remediation waits in the failure queue",
    [chat(REFUSED)],
    { attempts: 3, chats: 0, deadLetters: 1 },
  ],
  [
    "Security Hub refuses once: all else is sent, and the next attempt imports the finding and nothing else",
    [hub(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
];

/** A bucket that is deleted: its finding closes. The state is written before it. */
const rowsOfDeleted: readonly (readonly [string, readonly FaultRule[], Partial<Ends>])[] = [
  ["nothing goes wrong", [], {}],
  [
    "DynamoDB refuses to read, once: the next attempt does all",
    [table("Query", REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the state, every time: the finding stays open, and the list waits in the failure queue",
    [table("PutItem", REFUSED)],
    { ...UNSENT, findings: 0, attempts: 3, deadLetters: 1 },
  ],
  [
    "DynamoDB refuses the finding, once: the state is written, and the next attempt goes on from there",
    [table("PutItem", REFUSED, { after: 1, times: 1 })],
    { attempts: 2 },
  ],
  [
    "the answer to a write is lost: it is written, and counts once",
    [table("PutItem", { kind: "reset" }, { times: 1 })],
    {},
  ],
  [
    "the bus refuses once: all else is sent, and the next attempt sends the event and only it",
    [bus(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "the bus refuses every time: all else is sent once, and the list waits in the failure queue",
    [bus(REFUSED)],
    { attempts: 3, events: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
];

const deletedOf = (index: number) => `deleted-${index}`;
const UNKNOWN = "never-assessed";
const TWICE = "planned-twice";
const bucketOf = (index: number) => `planned-${index}`;

const folder = temporaryFolder();
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startKeeperCloud(
    folder.path,
    [
      ...rows.map((_, index) => bucketOf(index)),
      ...rowsOfDeleted.map((_, index) => deletedOf(index)),
      ...[UNKNOWN, TWICE],
    ].map(openBucket),
  );
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.setFaults([]);
});

/** Says that a remediation is planned; the traces of what that leads to. */
function planned(bucket: string, at = new Date().toISOString()): Promise<readonly Trace[]> {
  const detail: Remediation = {
    ...REMEDIATION_EXAMPLE,
    ...{ account: ACCOUNT, region: REGION, bucket, finding: idOf(bucket) },
    ...{ status: "planned", respond: "observe", at },
  };
  return putOnBus(cloud, "security-auto-S3-restrict", {
    detailType: DETAIL_TYPES.remediationChanged,
    detail,
  });
}

test.each(rows.map(([what, ...row], index) => [what, bucketOf(index), ...row] as const))(
  "%s",
  async (_, bucket, faults, ends) => {
    await cloud.putEvent(putPolicyOf(bucket));
    cloud.setFaults(faults);
    expect(await endsOf(cloud, bucket, await planned(bucket))).toEqual({ ...WELL, ...ends });
  },
);

test("there is no finding yet: none is created, and the remediation waits in the failure queue after its last attempt", async () => {
  expect(await endsOf(cloud, UNKNOWN, await planned(UNKNOWN))).toEqual({
    ...UNSENT,
    ...{ findings: 0, attempts: 3, deadLetters: 1 },
  });
});

test("it comes twice: the second is answered, and nothing is sent", async () => {
  await cloud.putEvent(putPolicyOf(TWICE));
  const at = new Date().toISOString();
  expect(await endsOf(cloud, TWICE, await planned(TWICE, at))).toEqual(WELL);
  expect(await endsOf(cloud, TWICE, await planned(TWICE, at))).toEqual({ ...WELL, ...UNSENT });
});

/** Says that a sweep listed the account without a bucket: an hour later, so that the bucket is no new one. */
function notListed(bucket: string): Promise<readonly Trace[]> {
  const detail: BucketsNotListed = {
    version: "1",
    sweep: "sweep-1",
    accountId: ACCOUNT,
    listedAt: new Date(Date.now() + 3_600_000).toISOString(),
    buckets: [bucket],
  };
  return putOnBus(cloud, "security-auto-sweep", { detailType: DETAIL_TYPES.bucketsNotListed, detail });
}

describe("a bucket that a sweep does not list any more", () => {
  test.each(rowsOfDeleted.map(([what, ...row], index) => [what, deletedOf(index), ...row] as const))(
    "%s",
    async (_, bucket, faults, ends) => {
      await cloud.putEvent(putPolicyOf(bucket));
      cloud.setFaults(faults);
      expect(await endsOf(cloud, bucket, await notListed(bucket), CLOSED)).toEqual({ ...WELL, ...ends });
    },
  );
});
