import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { type LocalCloud, parseScenario } from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { s3As } from "../src/commands/story";
import { openLocalStack } from "../src/stack/local-stack";
import { argumentsOf, commandServed, killTwice, ROOT, startServed } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const CENTRAL = "111122223333";
const MEMBER = "444455556666";
const UNWATCHED = "777788889999";
const accounts = [{ id: MEMBER }, { id: UNWATCHED, memberStack: false }];

const folder = temporaryFolder();
let cloud: LocalCloud;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  cloud = await openLocalStack(ROOT, { scenario: parseScenario({ accounts, buckets: [] }, "scenario") });
  const keysOf = (accountId: string) => cloud.credentials({ accountId, userName: "operator" });
  const profiles = join(folder.path, "credentials");
  const text = [MEMBER, UNWATCHED].map((account) => {
    const { accessKeyId, secretAccessKey } = keysOf(account);
    return `[${account}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  });
  writeFileSync(profiles, text.join("\n"));
  const { accessKeyId, secretAccessKey } = keysOf(CENTRAL);
  variables = {
    AWS_ENDPOINT_URL: cloud.endpoints.all,
    AWS_SHARED_CREDENTIALS_FILE: profiles,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
});
afterAll(() => cloud.close());
const canary = (...args: readonly string[]) => commandServed(["canary", ...args], variables);

/** The canary's buckets that are still there. */
async function bucketsLeft(accountId = MEMBER): Promise<readonly string[]> {
  const s3 = s3As(cloud, { accountId, userName: "operator" });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name = "" }) => Name);
}

test("a change of a member account is seen, judged and recorded, and the bucket is deleted", async () => {
  const { status, stdout, stderr } = await canary("--wait", "60", "--profile", MEMBER);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(
    /^security-auto-canary-444455556666-[0-9a-f]{8} \(account 444455556666, us-west-2\)\nevent +\d+\.\d s .*\nassessment +\d+\.\d s .*\nregister +\d+\.\d s .*\nall +\d+\.\d s\n$/,
  );
  expect(await bucketsLeft()).toEqual([]);
});

test("--json has the seconds of each leg", async () => {
  const { lines } = await canary("--json", "--wait", "60", "--profile", MEMBER);
  const seconds = expect.any(Number) as number;
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { account: MEMBER, region: "us-west-2", seconds: { event: seconds, assessment: seconds, all: seconds } },
  ]);
});

test("an account that is not watched: nothing is seen, the exit code is 1, and the bucket is deleted", async () => {
  const { status, stdout, stderr } = await canary("--wait", "2", "--profile", UNWATCHED);
  expect(status).toBe(1);
  expect(stdout).toContain("event       not seen");
  expect(stderr).toContain("the change was not seen to its end within 2 s: npm run doctor");
});

test("Ctrl-C while it waits: the bucket is deleted", async () => {
  const args = argumentsOf(["canary", "--wait", "60", "--profile", UNWATCHED]);
  const { started, ended } = startServed(process.execPath, args, variables);
  await new Promise((resolve) => started.stdout.once("data", resolve));
  killTwice(started, "SIGINT");
  const { status, stderr } = await ended;
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(await bucketsLeft(UNWATCHED)).toEqual([]);
});

test.each([
  ["no profile", [], "canary needs --profile"],
  ["a profile without a name", ["--profile", ""], "canary needs --profile"],
  ["a profile that is not there", ["--profile", "nobody"], "profile nobody: no AWS credentials"],
  ["no number of seconds", ["--profile", MEMBER, "--wait", "soon"], "--wait needs a number of seconds"],
])("%s is refused with exit code 2", async (_, args, words) => {
  const { status, stdout, stderr } = await canary(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(words);
});

test("whoever may not read the log is told so, and the bucket is deleted all the same", async () => {
  const { accessKeyId, secretAccessKey } = cloud.credentials({
    accountId: CENTRAL,
    userName: "nobody",
    policies: [],
  });
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const { status, stderr } = await commandServed(["canary", "--profile", MEMBER], { ...variables, ...keys });
  expect(status).toBe(2);
  expect(stderr).toContain(
    "the log /aws/lambda/security-auto-S3 or the register of account 111122223333: AccessDenied",
  );
  expect(stderr).not.toContain("left behind");
});
