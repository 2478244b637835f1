import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { DeletePublicAccessBlockCommand as DeleteAccountBlockCommand } from "@aws-sdk/client-s3-control";
import { type Trace, withFollowUps } from "@security-auto/local-cloud";
import { DATA_OWNER, enforcingStack, type EnforcingStack, FOREIGN, MEMBER, OWNER } from "./enforcing-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

/** Tagged sensitive, which is enforced, but for one. */
const BUCKETS = ["policy", "acl", "partner", "dependent", "beside", "pipeline", "twice"] as const;
type Bucket = (typeof BUCKETS)[number];

const PUBLIC_ACL = {
  owner: "75aa".repeat(16),
  grants: [
    { grantee: "75aa".repeat(16), permission: "FULL_CONTROL" },
    { grantee: "AllUsers", permission: "READ" },
  ],
};

/** In an account whose block ignores public ACLs. */
const ELSEWHERE = {
  account: MEMBER,
  accountPublicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
};

const SPECIAL: Partial<Record<Bucket, object>> = {
  partner: { tags: {} },
  // Only the account's block hides these grants.
  dependent: { acl: PUBLIC_ACL, ...ELSEWHERE },
  beside: ELSEWHERE,
};

let stack: EnforcingStack;
beforeAll(async () => {
  stack = await enforcingStack(
    BUCKETS.map((name) => ({ name, ownership: "ObjectWriter", ...SPECIAL[name] })),
  );
});
afterAll(() => stack.close());
afterEach(() => {
  stack.cloud.setFaults([]);
});

const allowed = (bucket: Bucket, Sid: string, principal: unknown) => ({
  Sid,
  Effect: "Allow",
  Principal: principal,
  Action: "s3:ListBucket",
  Resource: `arn:aws:s3:::${bucket}`,
});

const toAccount = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });

/** As somebody wrote it, with spaces of his own. */
const policyWith = (...statements: readonly object[]): string =>
  `{"Version": "2012-10-17",\n  "Statement": [\n    ${statements.map((one) => JSON.stringify(one)).join(",\n    ")}\n  ]}`;

const put = (bucket: Bucket, Policy: string, who = DATA_OWNER) =>
  stack.after(() => stack.s3(who).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy })));

const mailsIn = (traces: readonly Trace[]) =>
  traces
    .flatMap((trace) => withFollowUps(trace))
    .flatMap(({ notifications }) => notifications)
    .filter(({ topic }) => topic === "security-findings");

/** Events of a bus may overtake each other: where a finding closes before it is known what was done, one mail more (APPLIED) says that. */
const openedAndClosed = (traces: readonly Trace[]) =>
  mailsIn(traces)
    .map(({ subject }) => subject)
    .filter((subject) => !subject.includes(" APPLIED: "));

/** Whether a text is another one with something put in at one place. */
const isInserted = (text: string, before: string): boolean =>
  Array.from({ length: before.length + 1 }, (_, at) => at).some(
    (at) => text.startsWith(before.slice(0, at)) && text.endsWith(before.slice(at)),
  ) && text.length > before.length;

const statusesOf = async (bucket: Bucket, account = OWNER) =>
  (await stack.actions(bucket, account)).map(
    ({ remediation: { status, respond } }) => `${status} (${respond})`,
  );

describe("1. opened to a foreign account by policy", () => {
  const policy = policyWith(
    allowed("policy", "Ledger", toAccount(MEMBER)),
    allowed("policy", "Auditors", toAccount(FOREIGN)),
  );
  let traces: readonly Trace[];
  beforeAll(async () => {
    traces = await put("policy", policy);
  });

  test("a Deny is appended, and no other byte of the policy changes", async () => {
    const now = (await stack.policyOf("policy")) ?? "";
    expect(now).toContain('"Sid":"SecurityAutoOrganizationOnly"');
    expect(isInserted(now, policy)).toBe(true);
    expect(await statusesOf("policy")).toEqual(["applied (enforce)"]);
  });

  test("a member still lists the bucket, the foreign account does not", async () => {
    expect(await stack.mayList("policy", MEMBER)).toBe(true);
    expect(await stack.mayList("policy", FOREIGN)).toBe(false);
  });

  test("the finding opens and closes, one mail each; the second says what was done and how to undo it", async () => {
    expect(openedAndClosed(traces)).toEqual([
      `[security-auto] EXTERNAL: bucket policy (${OWNER})`,
      `[security-auto] CLOSED: bucket policy (${OWNER})`,
    ]);
    const [action] = await stack.actions("policy");
    expect(mailsIn(traces).at(-1)?.message).toContain(`npm run undo -- ${action?.remediation.id ?? ""}`);
  });

  test("undo restores the same bytes, and the suppression keeps them", async () => {
    const [action] = await stack.actions("policy");
    const undone = await stack.run([
      ...["undo", action?.remediation.id ?? ""],
      ...["--owner", "noor@example.com", "--reason", "the audit goes on"],
    ]);
    expect({ status: undone.status, stderr: undone.stderr }).toEqual({ status: 0, stderr: "" });
    await stack.cloud.settled();
    expect(await stack.policyOf("policy")).toBe(policy);
    expect(await statusesOf("policy")).toEqual(["undone (enforce)"]);
    // Somebody writes the same policy again: an event of another caller.
    await put("policy", policy);
    expect(await stack.policyOf("policy")).toBe(policy);
    expect(await statusesOf("policy")).toEqual(["undone (enforce)"]);
  });
});

test("2. made public by ACL: S3 ignores public ACLs, and the ACL stays", async () => {
  const traces = await stack.after(() =>
    stack.s3(DATA_OWNER).send(new PutBucketAclCommand({ Bucket: "acl", ACL: "public-read" })),
  );
  expect(await statusesOf("acl")).toEqual(["applied (enforce)"]);
  const block = await stack.s3(DATA_OWNER).send(new GetPublicAccessBlockCommand({ Bucket: "acl" }));
  expect(block.PublicAccessBlockConfiguration).toMatchObject({
    IgnorePublicAcls: true,
    RestrictPublicBuckets: false,
  });
  // It violates two invariants.
  expect(openedAndClosed(traces)).toEqual(
    ["PUBLIC", "PUBLIC", "CLOSED", "CLOSED"].map((news) => `[security-auto] ${news}: bucket acl (${OWNER})`),
  );
  // The grant is there again as soon as S3 does not ignore it.
  await stack.s3(DATA_OWNER).send(new DeletePublicAccessBlockCommand({ Bucket: "acl" }));
  expect(await stack.granteesOf("acl")).toBe(2);
  await stack.cloud.settled();
});

test("3. made public by policy, a partner named in another statement: once approved, the partner keeps access", async () => {
  const policy = policyWith(
    allowed("partner", "Partner", toAccount(FOREIGN)),
    allowed("partner", "Downloads", "*"),
  );
  const traces = await put("partner", policy);
  expect(await statusesOf("partner")).toEqual(["planned (approve)"]);
  expect(await stack.policyOf("partner")).toBe(policy);
  const [action] = await stack.actions("partner");
  const { id = "" } = action?.remediation ?? {};
  expect(mailsIn(traces).at(-1)?.message).toContain(`npm run approve -- ${id}`);
  const approved = await stack.run(["approve", id]);
  expect({ status: approved.status, stderr: approved.stderr }).toEqual({ status: 0, stderr: "" });
  await stack.cloud.settled();
  expect(await statusesOf("partner")).toEqual(["applied (approve)"]);
  expect(await stack.mayList("partner", FOREIGN)).toBe(true);
  expect(await stack.mayList("partner", "888877776666")).toBe(false);
});

test("4. the account's block was removed: the sweep that follows puts right each bucket that depended on it, and no other", async () => {
  await stack.after(() =>
    stack
      .s3Control({ accountId: MEMBER, roleName: "Admin", sessionName: "lin" })
      .send(new DeleteAccountBlockCommand({ AccountId: MEMBER })),
  );
  expect(await statusesOf("dependent", MEMBER)).toEqual(["applied (enforce)"]);
  expect(await statusesOf("beside", MEMBER)).toEqual([]);
});

test("5. a pipeline that reopens a bucket: three times, then it waits for approval, and one message names the pipeline's role", async () => {
  const pipeline = { accountId: OWNER, roleName: "deploy-pipeline", sessionName: "run-42" };
  const policy = policyWith(allowed("pipeline", "Partner", toAccount(FOREIGN)));
  const traces: Trace[] = [];
  for (let round = 0; round < 5; round++) traces.push(...(await put("pipeline", policy, pipeline)));
  expect(await statusesOf("pipeline")).toEqual([
    "applied (enforce)",
    "applied (enforce)",
    "applied (enforce)",
    "planned (approve)",
  ]);
  const told = mailsIn(traces).filter(({ message }) => message.includes("npm run approve"));
  expect(told).toHaveLength(1);
  expect(told[0]?.message).toContain("deploy-pipeline");
});

test("7. two assessments of the same change at once: one action", async () => {
  const policy = policyWith(allowed("twice", "Auditors", toAccount(FOREIGN)));
  await stack.after(async () => {
    const s3 = stack.s3(DATA_OWNER);
    const write = () => s3.send(new PutBucketPolicyCommand({ Bucket: "twice", Policy: policy }));
    await Promise.all([write(), write(), write()]);
  });
  expect(await statusesOf("twice")).toEqual(["applied (enforce)"]);
  expect(await stack.mayList("twice", FOREIGN)).toBe(false);
});
