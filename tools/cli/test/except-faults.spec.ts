import { type FaultRule, withFollowUps } from "@security-auto/local-cloud";
import { idOf, putPolicyOf, serveOpenBuckets } from "./open-bucket";
import type { ServedStack } from "./served-stack";

/**
 * Fault by place, for a finding that is accepted: how the command ends, how it ends when it is called again, and what was announced of it
 * in both. The synthesized stack and the bundles are the real ones.
 */
// Processes are started: seconds on a busy machine.
jest.setTimeout(300_000);

interface Ends {
  /** Exit codes of the two calls. */
  readonly status: readonly [number, number];
  /** "S3 Finding Changed" on the private bus. */
  readonly events: number;
  readonly mails: number;
  readonly chats: number;
}

const WELL: Ends = { status: [0, 0], events: 1, mails: 1, chats: 1 };
const AGAIN: Ends = { ...WELL, status: [1, 0] };

const refused = (fault: Omit<FaultRule, "fault">): FaultRule => ({
  ...fault,
  fault: { kind: "AccessDenied" },
});
const write = { service: "dynamodb", call: "PutItem", times: 1 } as const;

const rows: readonly (readonly [string, readonly FaultRule[], Ends])[] = [
  ["nothing goes wrong: the second call changes nothing", [], WELL],
  [
    "DynamoDB refuses to read: nothing is written, and the second call does all",
    [refused({ service: "dynamodb", call: "Query", times: 1 })],
    AGAIN,
  ],
  [
    "DynamoDB refuses the suppression: nothing is written, and the second call does all",
    [refused(write)],
    AGAIN,
  ],
  [
    "DynamoDB refuses the finding: the suppression stands, and the second call goes on from there",
    [refused({ ...write, after: 1 })],
    AGAIN,
  ],
  [
    "the answer to the suppression's write is lost: its condition fails when it is tried again, and it counts once",
    [{ ...write, fault: { kind: "reset" } }],
    WELL,
  ],
  [
    "the answer to the finding's write is lost: likewise",
    [{ ...write, after: 1, fault: { kind: "reset" } }],
    WELL,
  ],
  [
    "the bus refuses: all else is sent, and the second call sends the event and only it",
    [refused({ service: "events", call: "PutEvents", times: 1 })],
    AGAIN,
  ],
  [
    "SNS refuses the mail: all else is sent, and the second call sends the mail and only it",
    [refused({ service: "sns", call: "Publish", topic: "security-findings", times: 1 })],
    AGAIN,
  ],
];

const bucketOf = (index: number) => `accepted-${index}`;

let served: ServedStack;
beforeAll(async () => {
  served = await serveOpenBuckets(rows.map((_, index) => bucketOf(index)));
});
afterAll(() => served.cloud.close());
afterEach(() => {
  served.cloud.setFaults([]);
});

test.each(rows.map(([what, faults, ends], index) => [what, index, faults, ends] as const))(
  "%s",
  async (_, index, faults, ends) => {
    const bucket = bucketOf(index);
    await served.cloud.putEvent(putPolicyOf(bucket));
    served.calls.splice(0);
    served.cloud.setFaults(faults);
    const status = [await accept(bucket), await accept(bucket)];
    await served.cloud.settled();
    expect({ status, ...announcedIn(served) }).toEqual(ends);
  },
);

async function accept(bucket: string): Promise<number | null> {
  const expires = new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);
  const { status, stderr } = await served.run([
    ...["findings", "accept", idOf(bucket)],
    ...["--owner", "noor@example.com", "--reason", "reviewed", "--expires", expires],
  ]);
  expect(stderr.trimEnd().split("\n").length).toBe(1);
  return status;
}

function announcedIn({ calls }: ServedStack): Omit<Ends, "status"> {
  const notifications = calls.flatMap((call) => call.notifications);
  const events = calls.flatMap(({ followUps }) => followUps).flatMap(withFollowUps);
  return {
    events: events.filter(({ event }) => event.detailType === "S3 Finding Changed").length,
    mails: notifications.filter(({ topic }) => topic === "security-findings").length,
    chats: notifications.filter(({ topic }) => topic === "security-findings-chat").length,
  };
}
