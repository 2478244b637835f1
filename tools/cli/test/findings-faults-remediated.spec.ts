import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DETAIL_TYPES, EVENT_SOURCE, type Remediation, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import {
  type CallTrace,
  type FaultRule,
  type LocalCloud,
  type Trace,
  withFollowUps,
} from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { bus, chat, hub, sns, table } from "./findings-faults/fault-rules";
import { type Ends, endsOf, startKeeperCloud, WELL } from "./findings-faults/keeper-cloud";
import { ACCOUNT, idOf, openBucket, putPolicyOf, REGION } from "./open-bucket";

/**
 * Fault by place, for the function that keeps the register: what becomes of a remediation that is planned when this goes wrong there. The
 * synthesized stack and the bundles are the real ones.
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

const UNKNOWN = "never-assessed";
const TWICE = "planned-twice";
const bucketOf = (index: number) => `planned-${index}`;

const folder = temporaryFolder();
const calls: CallTrace[] = [];
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startKeeperCloud(
    folder.path,
    [...rows.map((_, index) => bucketOf(index)), UNKNOWN, TWICE].map(openBucket),
  );
  cloud.onCall((call) => calls.push(call));
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.setFaults([]);
});

/** Puts on the private bus that a remediation is planned, as the function that remediates does; the traces of what that leads to. */
async function planned(bucket: string, at = new Date().toISOString()): Promise<readonly Trace[]> {
  const credentials = cloud.credentials({
    accountId: ACCOUNT,
    roleName: "security-auto-S3-restrict",
    sessionName: "security-auto-S3-restrict",
  });
  const client = new EventBridgeClient({ region: REGION, endpoint: cloud.endpoints.all, credentials });
  const remediation: Remediation = {
    ...REMEDIATION_EXAMPLE,
    ...{ account: ACCOUNT, region: REGION, bucket, finding: idOf(bucket) },
    ...{ status: "planned", respond: "observe", at },
  };
  calls.splice(0);
  const entry = {
    EventBusName: "security-auto",
    Source: EVENT_SOURCE,
    DetailType: DETAIL_TYPES.remediationChanged,
  };
  await client.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(remediation) }] }));
  await cloud.settled();
  client.destroy();
  return calls.flatMap(({ followUps }) => followUps).flatMap(withFollowUps);
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
