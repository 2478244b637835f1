import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { DATA_OWNER, enforcingStack, type EnforcingStack, FOREIGN, MEMBER } from "./enforcing-stack";

/** What an operator sees and does about remediations that were really made, by the commands alone. */
// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

let stack: EnforcingStack;
beforeAll(async () => {
  stack = await enforcingStack(
    ["changed", "stopped"].map((name) => ({ name, ownership: "BucketOwnerEnforced" })),
  );
});
afterAll(() => stack.close());

const policyFor = (bucket: string, account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Auditors",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "s3:ListBucket",
        Resource: `arn:aws:s3:::${bucket}`,
      },
    ],
  });

const put = (bucket: string, account: string) =>
  stack.after(() =>
    stack
      .s3(DATA_OWNER)
      .send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyFor(bucket, account) })),
  );

async function listed(
  bucket: string,
): Promise<readonly { readonly id: string; readonly status: string; readonly because?: string }[]> {
  const { status, stderr, lines } = await stack.run(["actions", "--json", "--bucket", bucket]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return lines.map((line) => JSON.parse(line) as { id: string; status: string; because?: string });
}

const WHO = ["--owner", "noor@example.com", "--reason", "the audit goes on"];

test("what was written is listed and shown; an undo refuses where the bucket was changed since, and --force restores it", async () => {
  await put("changed", FOREIGN);
  const [action] = await listed("changed");
  expect(action).toMatchObject({ status: "applied" });
  const id = action?.id ?? "";

  const { stdout: shown } = await stack.run(["actions", "show", id]);
  expect(shown).toMatch(/^status +applied at /m);
  expect(shown).toMatch(/^ +\+ +"Sid": "SecurityAutoOrganizationOnly",$/m);
  expect(shown).toMatch(new RegExp(`^loses access .*account ${FOREIGN}`, "m"));
  expect(shown).toMatch(/^stands +the bucket policy: as the action leaves it$/m);

  expect(await stack.run(["approve", id])).toMatchObject({
    status: 1,
    stdout: "",
    stderr: "the action is applied: only one that is planned can be approved\n",
  });

  await put("changed", MEMBER);
  const refused = await stack.run(["undo", id, ...WHO]);
  expect({ status: refused.status, stderr: refused.stderr }).toEqual({ status: 1, stderr: "" });
  expect(refused.lines[0]).toMatch(
    /^nothing was written: bucket changed \(\d+\) is not what the action left$/,
  );
  expect(refused.stdout).toContain("the bucket policy was changed since: ");
  expect(await stack.policyOf("changed")).toBe(policyFor("changed", MEMBER));

  const forced = await stack.run(["undo", id, ...WHO, "--force"]);
  expect(forced).toMatchObject({ status: 0, stderr: "" });
  await stack.cloud.settled();
  expect(await stack.policyOf("changed")).toBe(policyFor("changed", FOREIGN));
  expect(await listed("changed")).toMatchObject([{ id, status: "undone" }]);
  const { stdout: undone } = await stack.run(["actions", "show", id]);
  expect(undone).toMatch(
    /^asked for +undo, by \S+:user\/operator at \S+, although the bucket was changed since; noor@example\.com answers for it: the audit goes on$/m,
  );
  expect(undone).toMatch(/^left alone +until \S+ by noor@example\.com: the audit goes on$/m);
});

test("enforcement -- off stops every write, says by whom, and what is opened then waits for approval", async () => {
  expect((await stack.run(["enforcement", "off"])).stdout).toMatch(
    /^enforcement is off since \S+, by \S+:user\/operator: /,
  );
  await put("stopped", FOREIGN);
  expect(await stack.policyOf("stopped")).toBe(policyFor("stopped", FOREIGN));
  const [action] = await listed("stopped");
  expect(action).toMatchObject({
    status: "planned",
    because: expect.stringMatching(/^enforcement is switched off/) as string,
  });
  const id = action?.id ?? "";

  expect(await stack.run(["approve", id, ...WHO])).toMatchObject({
    status: 1,
    stdout: "",
    stderr: "enforcement is switched off: switch it on first, with npm run enforcement -- on\n",
  });
  expect((await stack.run(["enforcement", "status"])).stdout).toMatch(/^enforcement is off since /);
  expect((await stack.run(["enforcement", "on"])).stdout).toMatch(/^enforcement is on since /);

  const approved = await stack.run(["approve", id, ...WHO]);
  expect({ status: approved.status, stderr: approved.stderr }).toEqual({ status: 0, stderr: "" });
  expect(approved.lines[0]).toMatch(/^applied: bucket stopped \(\d+\) is private now$/);
  expect(await stack.mayList("stopped", FOREIGN)).toBe(false);
  const { stdout: shown } = await stack.run(["actions", "show", id]);
  expect(shown).toMatch(
    /^asked for +approval, by \S+:user\/operator; noor@example\.com answers for it: the audit goes on$/m,
  );
});

test("an action there is not: exit 1, and where to look", async () => {
  expect(await stack.run(["approve", "111122223333:nowhere:0-1"])).toMatchObject({
    status: 1,
    stdout: "",
    stderr: "there is no action 111122223333:nowhere:0-1: npm run actions lists them\n",
  });
});
