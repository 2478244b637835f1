import { join } from "node:path";
import { DisableRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import {
  type CallTrace,
  type FaultRule,
  type LocalCloud,
  parseScenario,
  type TraceParts,
} from "@security-auto/local-cloud";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { check, type Ends, endsOf, injectedIn, UNWATCHED } from "./coverage-faults/member-check";
import { chat, hub, sns, table } from "./findings-faults/fault-rules";
import { REGION } from "./open-bucket";
import { serveStack } from "./served-stack";

/**
 * Fault by place, for the check of an account's coverage and what becomes of it in the register. The synthesized stack and the bundles are the
 * real ones; each row has an account of its own.
 */
jest.setTimeout(600_000);

const REFUSED = { kind: "AccessDenied" } as const;

/** What is read of the account. */
const read = (
  service: FaultRule["service"],
  call: string,
  fault: FaultRule["fault"],
  more: Partial<FaultRule> = {},
): FaultRule => ({ service, call, fault, ...more });

/** PutEvents on the private bus. */
const bus = (fault: FaultRule["fault"], more: Partial<FaultRule> = {}): FaultRule => ({
  ...{ service: "events", call: "PutEvents", bus: "security-auto" },
  fault,
  ...more,
});

type Row = readonly [what: string, faults: readonly FaultRule[], ends: Partial<Ends>];

/** A check that finds what the one before it found: one region has no rules, and that is known. */
const SAME: Ends = {
  received: 1,
  published: 1,
  attempts: 1,
  notOk: [],
  findings: [`${UNWATCHED} opened`],
  events: 0,
  mails: 0,
  chats: 0,
  imports: 0,
  deadLetters: 0,
};

const UNPUBLISHED: Partial<Ends> = { published: 0, attempts: 0, deadLetters: 1 };

/** Reads that are refused to a role that can be assumed say that it may not be ours any more. */
const ROLE_UNKNOWN = "global read-role unknown";
const unknown = (...checks: readonly string[]) => checks.map((made) => `${REGION} ${made} unknown`);
const RULES_UNKNOWN = unknown("forwarding-rule", "tampering-rule");

const rowsOfSame: readonly Row[] = [
  ["nothing goes wrong", [], {}],
  [
    "EventBridge refuses to describe rules: they are unknown, and so is the role",
    [read("events", "DescribeRule", REFUSED)],
    { notOk: [ROLE_UNKNOWN, ...RULES_UNKNOWN] },
  ],
  [
    "EventBridge fails to list the targets of rules: they are unknown",
    [read("events", "ListTargetsByRule", { kind: "InternalError" })],
    { notOk: RULES_UNKNOWN },
  ],
  [
    "SQS is not available: the queue is unknown",
    [read("sqs", "GetQueueAttributes", { kind: "ServiceUnavailable" })],
    { notOk: unknown("forwarding-queue") },
  ],
  [
    "SQS does not answer, once: the SDK gives up on it in time to try again",
    [read("sqs", "GetQueueAttributes", { kind: "hang" }, { times: 1 })],
    {},
  ],
  [
    "CloudTrail throttles the list of trails: they are unknown",
    [read("cloudtrail", "DescribeTrails", { kind: "SlowDown" })],
    { notOk: unknown("trail") },
  ],
  [
    "CloudTrail refuses the status of a trail: it is unknown",
    [read("cloudtrail", "GetTrailStatus", REFUSED)],
    { notOk: unknown("trail") },
  ],
  [
    "CloudTrail cuts off the selectors of a trail: they are unknown",
    [read("cloudtrail", "GetEventSelectors", { kind: "cut" })],
    { notOk: unknown("trail") },
  ],
  [
    "STS fails three times, which are one try of the SDK: the message is received again",
    [read("sts", "AssumeRole", { kind: "InternalError" }, { times: 3 })],
    { received: 2 },
  ],
  [
    "STS fails every time: nothing is published, and the message waits in the failure queue",
    [read("sts", "AssumeRole", { kind: "InternalError" })],
    { ...UNPUBLISHED, received: 5 },
  ],
  ["the bus refuses once: the message is received again", [bus(REFUSED, { times: 1 })], { received: 2 }],
  [
    "the bus does not take the entry, once: it alone is put again",
    [bus({ kind: "FailedEntry" }, { times: 1 })],
    {},
  ],
  [
    "the answer of the bus is lost: what was checked is published twice, and recorded once",
    [bus({ kind: "reset" }, { times: 1 })],
    { published: 2, attempts: 2 },
  ],
  [
    "the bus refuses every time: the register stays as it is, and the message waits in the failure queue",
    [bus(REFUSED)],
    { ...UNPUBLISHED, received: 5 },
  ],
  [
    "DynamoDB refuses once that the wait ends: the message is received again",
    [table("DeleteItem", REFUSED, { times: 1 })],
    { received: 2 },
  ],
  [
    "DynamoDB refuses every time that the wait ends: the message waits in the failure queue",
    [table("DeleteItem", REFUSED)],
    { ...UNPUBLISHED, received: 5 },
  ],
];

/** The first check of an account, which opens a finding. */
const OPENED: Ends = { ...SAME, events: 1, mails: 1, chats: 1, imports: 1 };
const UNSENT: Partial<Ends> = { events: 0, mails: 0, chats: 0, imports: 0 };
const UNRECORDED: Partial<Ends> = { ...UNSENT, findings: [], attempts: 3, deadLetters: 1 };

/** The check puts the first event on the private bus. */
const keepersBus = (more: Partial<FaultRule> = {}): FaultRule => bus(REFUSED, { after: 1, ...more });
/** The role and two regions are written first. */
const finding = (more: Partial<FaultRule> = {}): FaultRule =>
  table("PutItem", REFUSED, { after: 3, ...more });

const rowsOfOpened: readonly Row[] = [
  ["nothing goes wrong", [], {}],
  [
    "DynamoDB throttles a write once: the SDK tries again",
    [table("PutItem", { kind: "SlowDown" }, { times: 1 })],
    {},
  ],
  [
    "DynamoDB refuses to read, once: the next attempt does all",
    [table("Query", REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses to write a region, once: the next attempt does what is left",
    [table("PutItem", REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses to write, every time: nothing is sent, and what was checked waits in the failure queue",
    [table("PutItem", REFUSED)],
    UNRECORDED,
  ],
  [
    "the answer to a write is lost: it is written, and counts once",
    [table("PutItem", { kind: "reset" }, { times: 1 })],
    {},
  ],
  [
    "DynamoDB refuses the finding, once: the next attempt goes on from there",
    [finding({ times: 1 })],
    { attempts: 2 },
  ],
  [
    "DynamoDB refuses the finding, every time: nothing is sent, and what was checked waits in the failure queue",
    [finding()],
    UNRECORDED,
  ],
  [
    "the bus refuses once: all else is sent, and the next attempt sends the event and only it",
    [keepersBus({ times: 1 })],
    { attempts: 2 },
  ],
  [
    "the bus refuses every time: all else is sent once, and what was checked waits in the failure queue",
    [keepersBus()],
    { attempts: 3, events: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "SNS refuses the mail every time: all else is sent once, and what was checked waits in the failure queue",
    [sns(REFUSED)],
    { attempts: 3, mails: 0, deadLetters: 1 },
  ],
  [
    "SNS refuses the chat message once: all else is sent, and the next attempt sends it and only it",
    [chat(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
  [
    "Security Hub refuses once: all else is sent, and the next attempt imports the finding and nothing else",
    [hub(REFUSED, { times: 1 })],
    { attempts: 2 },
  ],
];

/** A call that disables our rule: the finding is open at once, and the check that follows sees the same. */
const BLINDED: Ends = {
  ...OPENED,
  received: 2,
  attempts: 2,
  notOk: [`${REGION} forwarding-rule wrong`],
  findings: [`${REGION} opened`],
};

const rowsOfBlinded: readonly Row[] = [
  ["nothing goes wrong", [], {}],
  [
    "DynamoDB refuses to read, once: the next attempt does all",
    [table("Query", REFUSED, { times: 1 })],
    { attempts: 3 },
  ],
  [
    "DynamoDB refuses to write, every time: the call waits in a failure queue for the finding, and for the check",
    [table("PutItem", REFUSED)],
    { ...UNSENT, received: 5, published: 0, attempts: 3, notOk: [], findings: [], deadLetters: 2 },
  ],
  [
    "SNS refuses the mail once: all else is sent, and the next attempt sends the mail and only it",
    [sns(REFUSED, { times: 1 })],
    { attempts: 3 },
  ],
  [
    "the queue of the sweep refuses the call: the finding is open all the same, and the call waits in the failure queue",
    [read("sqs", "SendMessage", REFUSED, { queue: "security-auto-sweep" })],
    { received: 0, published: 0, attempts: 1, deadLetters: 1 },
  ],
  [
    "SQS refuses the check that is to come, once: the call is received again",
    [read("sqs", "SendMessage", REFUSED, { queue: "security-auto-sweep", after: 1, times: 1 })],
    { received: 3 },
  ],
];

const same = rowsOfSame.map((_, index) => String(400_000_000_001 + index));
const opened = rowsOfOpened.map((_, index) => String(500_000_000_001 + index));
const blinded = rowsOfBlinded.map((_, index) => String(600_000_000_001 + index));

let cloud: LocalCloud;
const calls: CallTrace[] = [];
beforeAll(async () => {
  const members = [...same, ...opened, ...blinded];
  ({ cloud } = await serveStack(ROOT, {
    maxConcurrency: 1,
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario(
      { organization: { id: "o-exampleorg1" }, accounts: members.map((id) => ({ id })), buckets: [] },
      "fault table",
    ),
    members: members.map((accountId) => ({
      accountId,
      regions: [REGION],
      template: join(ROOT, "dist/apps/infra/member.template.json"),
    })),
  }));
  cloud.onCall((call) => calls.push(call));
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.setFaults([]);
});

/** These are the ends, and if faults are given, it did go wrong. */
async function expectEnds(
  account: string,
  seen: readonly TraceParts[],
  ends: Ends,
  faults: readonly FaultRule[],
): Promise<void> {
  expect(await endsOf(cloud, account, seen)).toEqual(ends);
  expect(injectedIn(seen) > 0).toBe(faults.length > 0);
}

describe("an account that was checked before", () => {
  test.each(rowsOfSame.map(([what, ...row], index) => [what, same[index] ?? "", ...row] as const))(
    "%s",
    async (_, account, faults, ends) => {
      await check(cloud, account);
      calls.splice(0);
      cloud.setFaults(faults);
      await check(cloud, account, "message-1");
      await expectEnds(account, calls, { ...SAME, ...ends }, faults);
    },
  );
});

describe("an account that is checked for the first time", () => {
  test.each(rowsOfOpened.map(([what, ...row], index) => [what, opened[index] ?? "", ...row] as const))(
    "%s",
    async (_, account, faults, ends) => {
      calls.splice(0);
      cloud.setFaults(faults);
      await check(cloud, account);
      await expectEnds(account, calls, { ...OPENED, ...ends }, faults);
    },
  );
});

describe("a call that disables our rule", () => {
  test.each(rowsOfBlinded.map(([what, ...row], index) => [what, blinded[index] ?? "", ...row] as const))(
    "%s",
    async (_, accountId, faults, ends) => {
      const client = new EventBridgeClient({
        region: REGION,
        endpoint: cloud.endpoints.events,
        credentials: cloud.credentials({ accountId, userName: "mallory" }),
      });
      const before = cloud.traces().length;
      cloud.setFaults(faults);
      await client.send(new DisableRuleCommand({ Name: "S3-security-forward" }));
      await cloud.settled();
      client.destroy();
      await expectEnds(accountId, cloud.traces().slice(before), { ...BLINDED, ...ends }, faults);
    },
  );
});
