import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { type FaultRule, type Trace, withFollowUps } from "@security-auto/local-cloud";
import { DATA_OWNER, enforcingStack, type EnforcingStack, FOREIGN, RESTRICT } from "./enforcing-stack";

/**
 * Fault by place, for a bucket that is opened to a foreign account: how its one action stands, whether the bucket is closed, and
 * that undo restores its policy byte for byte all the same. The synthesized stack and the bundles are the real ones; the function that keeps
 * the findings is left out, so that a fault of the register is one of the function that remediates.
 */
// Processes are started: seconds on a busy machine.
jest.setTimeout(300_000);

interface Ends {
  readonly statuses: readonly string[];
  readonly isClosed: boolean;
  readonly deadLetters: number;
}

const APPLIED: Ends = { statuses: ["applied"], isClosed: true, deadLetters: 0 };

const once = (service: FaultRule["service"], call: string, kind: "AccessDenied" | "reset", after = 0) =>
  [{ service, call, after, times: 1, fault: { kind } }] as const;

/** Each call of the register, in order. What it refuses ends the attempt: the message is received again. */
const REGISTER = [
  ["what is known of the bucket, first", "Query", 0],
  ["what is known of the bucket, beside its state now", "Query", 1],
  ["whether enforcement is on, when it is decided", "GetItem", 0],
  ["the count of the account", "UpdateItem", 0],
  ["the count of the organization", "UpdateItem", 1],
  ["the record before the write", "PutItem", 0],
  ["whether enforcement is on, before the write", "GetItem", 1],
  ["the record after the write", "PutItem", 1],
  ["that it is on the bus", "PutItem", 2],
] as const;

const rows: readonly (readonly [string, readonly FaultRule[], Ends])[] = [
  ["nothing goes wrong", [], APPLIED],
  ...REGISTER.flatMap(([what, call, after]) => [
    [`DynamoDB refuses: ${what}`, once("dynamodb", call, "AccessDenied", after), APPLIED] as const,
    [`DynamoDB's answer is lost: ${what}`, once("dynamodb", call, "reset", after), APPLIED] as const,
  ]),
  ["the bus refuses that it is planned", once("events", "PutEvents", "AccessDenied", 1), APPLIED],
  [
    "STS refuses the session that may write",
    once("sts", "AssumeRole", "AccessDenied"),
    { ...APPLIED, statuses: ["failed"], isClosed: false },
  ],
  [
    "S3 refuses the write",
    once("s3", "PutBucketPolicy", "AccessDenied", 1),
    { ...APPLIED, statuses: ["failed"], isClosed: false },
  ],
  ["S3's answer to the write is lost", once("s3", "PutBucketPolicy", "reset", 1), APPLIED],
  [
    "S3 is slow to answer the write",
    [{ service: "s3", call: "PutBucketPolicy", after: 1, times: 1, fault: { kind: "latency", ms: 1500 } }],
    APPLIED,
  ],
  ...(["start", "middle", "end"] as const).map(
    (at) =>
      [
        `the function's process crashes: ${at}`,
        [{ service: "lambda", call: "Run", function: RESTRICT, times: 1, fault: { kind: "crash", at } }],
        APPLIED,
      ] as const,
  ),
];

const bucketOf = (index: number) => `row-${index}`;

let stack: EnforcingStack;
beforeAll(async () => {
  stack = await enforcingStack([{ name: "warm" }, ...rows.map((_, index) => ({ name: bucketOf(index) }))], {
    without: ["security-auto-findings"],
    perHour: 1000,
  });
  await open("warm");
});
afterAll(() => stack.close());
afterEach(() => {
  stack.cloud.setFaults([]);
});

const policyOf = (bucket: string): string =>
  `{ "Version": "2012-10-17", "Statement": [ {"Effect":"Allow","Principal":{"AWS":"${FOREIGN}"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::${bucket}"} ] }`;

const open = (Bucket: string) =>
  stack.after(() =>
    stack.s3(DATA_OWNER).send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(Bucket) })),
  );

const deadLettersIn = (traces: readonly Trace[]) =>
  traces.flatMap((trace) => withFollowUps(trace)).flatMap(({ deadLetters }) => deadLetters);

const injectedIn = (traces: readonly Trace[]): number =>
  traces.flatMap((trace) => withFollowUps(trace)).flatMap(({ faults }) => faults).length;

const publishedIn = (traces: readonly Trace[]) =>
  traces
    .flatMap((trace) => withFollowUps(trace))
    .filter(({ event }) => event.detailType === DETAIL_TYPES.remediationChanged).length;

test.each(rows.map(([what, faults, ends], index) => [what, bucketOf(index), faults, ends] as const))(
  "%s",
  async (_, bucket, faults, ends) => {
    stack.cloud.setFaults(faults);
    const traces = await open(bucket);
    stack.cloud.setFaults([]);
    // It did go wrong.
    expect(injectedIn(traces)).toBe(faults.length);
    const actions = await stack.actions(bucket);
    expect({
      statuses: actions.map(({ remediation }) => remediation.status),
      isClosed: !(await stack.mayList(bucket, FOREIGN)),
      deadLetters: deadLettersIn(traces).length,
    }).toEqual(ends);
    expect(publishedIn(traces)).toBeGreaterThanOrEqual(ends.statuses.length);
    expect(actions[0]).not.toHaveProperty("unpublished", true);

    const { status, stderr } = await stack.run([
      ...["undo", actions[0]?.remediation.id ?? ""],
      ...["--owner", "noor@example.com", "--reason", "it is meant to be so"],
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await stack.cloud.settled();
    expect(await stack.policyOf(bucket)).toBe(policyOf(bucket));
    expect((await stack.actions(bucket)).map(({ remediation }) => remediation.status)).toEqual(["undone"]);
  },
);
