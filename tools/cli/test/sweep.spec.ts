import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parseScenario } from "@security-auto/local-cloud";
import { openRegister, openSweeps } from "@security-auto/register";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { openBucket } from "./open-bucket";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

const HOME = "111122223333";
const MEMBER = "444455556666";
const WITHOUT_ROLE = "777788889999";
const REGION = "us-west-2";
const MANY = 70;

const buckets = [
  openBucket("press"),
  { name: "vault", account: HOME, region: REGION },
  ...Array.from({ length: MANY }, (_, index) => ({
    name: `ledger-${String(index).padStart(3, "0")}`,
    account: MEMBER,
    region: REGION,
  })),
  { name: "unreachable", account: WITHOUT_ROLE, region: REGION },
];

let served: ServedStack;
beforeAll(async () => {
  served = await serveStack(ROOT, {
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ buckets }, "scenario"),
    members: [
      { accountId: MEMBER, regions: [REGION], template: join(ROOT, "dist/apps/infra/member.template.json") },
    ],
  });
});
afterAll(() => served.cloud.close());
afterEach(() => {
  served.cloud.setFaults([]);
});

async function inTable<T>(use: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: served.cloud.endpoints.dynamodb,
    credentials: served.cloud.credentials({ accountId: HOME, userName: "ilse" }),
  });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

const TABLE = { tableName: "security-auto" };

interface Counts {
  readonly sweep: string;
  readonly listed: number;
}

test("the whole organization: counts that add up, and 1 because an account was not covered", async () => {
  const { status, stderr, lines } = await served.run(["sweep", "--json"]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const last = JSON.parse(lines.at(-1) ?? "") as Counts;
  expect(last).toMatchObject({
    accounts: 3,
    listed: MANY + 2,
    assessed: MANY + 2,
    failed: 0,
    byVerdict: { holds: MANY + 1, violates: 1, unknown: 0 },
    notCovered: [{ account: WITHOUT_ROLE }],
  });
  const { pages, state } = await inTable(async (client) => ({
    pages: await openSweeps(client, TABLE).pages(last.sweep, MEMBER),
    state: (await openRegister(client, TABLE).partition(MEMBER, "ledger-069")).state,
  }));
  expect(pages.map((page) => page.buckets.length)).toEqual([50, 20]);
  expect(state?.assessment).toMatchObject({ cause: "request", request: { sweep: last.sweep } });
});

test("one account, for a person: the counts, and 0 because it was covered", async () => {
  const { status, stderr, lines } = await served.run(["sweep", "--account", HOME]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines).toEqual([
    "1 account; 2 buckets listed = 2 assessed + 0 failed",
    "2 assessed = 1 holds + 1 violates + 0 unknown",
  ]);
});

test("a bucket of the register that is not listed any more is closed as deleted", async () => {
  const hour = 60 * 60 * 1000;
  await inTable(async (client) => {
    const register = openRegister(client, TABLE);
    const { state } = await register.partition(HOME, "press");
    if (state === undefined) throw new Error("the sweeps before have assessed it");
    const observedAt = new Date(Date.now() - hour).toISOString();
    const assessment = { ...state.assessment, bucket: "removed", observedAt };
    await register.putState({ ...state, bucket: "removed", observedAt, assessment }, undefined);
  });
  const { status } = await served.run(["sweep", "--account", HOME, "--json"]);
  expect(status).toBe(0);
  await served.cloud.settled();
  const { state } = await inTable((client) => openRegister(client, TABLE).partition(HOME, "removed"));
  expect(state?.assessment).toMatchObject({ gone: true, verdict: "holds" });
});

test("a bucket that cannot be judged is not waited for without end, and is counted as failed", async () => {
  served.cloud.setFaults([
    { service: "s3", call: "GetBucketAcl", account: HOME, fault: { kind: "InternalError" } },
  ]);
  const { status, lines } = await served.run(["sweep", "--account", HOME, "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ listed: 2, assessed: 0, failed: 2 });
});

test.each([
  [["sweep", "--account", "12"], "--account: Invalid string: must match pattern /^\\d{12}$/"],
  [["sweep", "press"], "Unexpected argument 'press'"],
])("%j is refused", async (args, problem) => {
  const { status, stderr } = await served.run(args);
  expect(status).toBe(2);
  expect(stderr).toContain(problem);
});

test("--policy prints what it takes, and no more is needed", async () => {
  const { lines } = await served.run(["sweep", "--policy"]);
  const policy: unknown = JSON.parse(lines.join("\n"));
  const { status } = await served.run(["sweep", "--account", HOME], [policy]);
  expect(status).toBe(0);
});
