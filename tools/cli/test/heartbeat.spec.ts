import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { type CallTrace, parseScenario } from "@security-auto/local-cloud";
import { openRegister, type Register } from "@security-auto/register";
import { enforcingIn, isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

const HOME = "111122223333";
const MEMBER = "444455556666";
const REGION = "us-west-2";
const HOUR_MS = 3_600_000;

let served: ServedStack;
let dynamoDb: DynamoDBClient;
let register: Register;

beforeAll(async () => {
  const { assembly, memberTemplate: template } = enforcingIn(ROOT);
  // The schedules were made yesterday: by now there has to be a heartbeat.
  let ago = 24 * HOUR_MS;
  served = await serveStack(ROOT, {
    assembly,
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ accounts: [{ id: MEMBER }], buckets: [] }, "scenario"),
    members: [{ accountId: MEMBER, regions: [REGION], template }],
    now: () => Date.now() - ago,
  });
  ago = 0;
  dynamoDb = new DynamoDBClient({
    region: REGION,
    endpoint: served.cloud.endpoints.dynamodb,
    credentials: served.cloud.credentials({ accountId: HOME, userName: "ilse" }),
  });
  register = openRegister(dynamoDb, { tableName: "security-auto" });
});
afterAll(async () => {
  dynamoDb.destroy();
  await served.cloud.close();
});

/** Has an account send a heartbeat. */
async function beat(account: string): Promise<CallTrace> {
  const { cloud } = served;
  const schedule = cloud.schedules.find(
    ({ arn, call }) => call === "s3:PutBucketPublicAccessBlock" && arn.includes(`:${account}:`),
  );
  const trace = await cloud.fireSchedule(schedule?.arn ?? "none");
  await cloud.settled();
  return trace;
}

/** Has hours pass since the last heartbeat of an account. */
async function wait(account: string, hours: number): Promise<void> {
  const { state } = await register.partition(account, `s3-heartbeat-${account}-${REGION}-an`);
  if (state === undefined) throw new Error("no heartbeat ever came");
  const changedAt = new Date(Date.now() - hours * HOUR_MS).toISOString();
  await register.putState({ ...state, changedAt, observedAt: new Date().toISOString() }, state);
}

/** CloudTrail tells the second of a call: a check of the same second may have come before it, and closes nothing. */
const nextSecond = () => pause(1100);

/** What a sweep finds of the heartbeats of an account, and how the finding about its region stands. */
async function swept(account: string) {
  await nextSecond();
  const { status } = await served.run(["sweep", "--account", account, "--json"]);
  expect(status).toBe(0);
  await served.cloud.settled();
  const { coverage, findings } = await register.account(account);
  const finding = findings.find((each) => each.finding.region === REGION)?.finding;
  return {
    heartbeat: coverage.find(({ region }) => region === REGION)?.checks.heartbeat,
    finding: finding?.transition,
    checks: finding?.checks?.map(({ check }) => check),
  };
}

test("where none ever came that has to be there by now, that is wrong", async () => {
  const first = await swept(MEMBER);
  expect(first.heartbeat).toEqual({
    result: "wrong",
    because: expect.stringContaining("no heartbeat ever came") as string,
  });
});

test.each([HOME, MEMBER])(
  "a heartbeat of %s comes as far as the register, and nobody is mailed",
  async (account) => {
    const { followUps, denied, lost } = await beat(account);
    expect({ denied, lost }).toEqual({ denied: [], lost: [] });
    expect(followUps).toMatchObject([{ event: { name: "PutBucketPublicAccessBlock" } }]);
    const told = JSON.stringify(followUps);
    expect(told).toContain("security-alerts");
    expect(told).not.toContain("security@example.com");
    expect(await swept(account)).toMatchObject({ heartbeat: { result: "ok" } });
  },
);

test("a rule that is disabled: none comes, which is a finding, and closes when they come again", async () => {
  const events = new EventBridgeClient({
    region: REGION,
    endpoint: served.cloud.endpoints.events,
    credentials: served.cloud.credentials({ accountId: MEMBER, userName: "mallory" }),
  });
  const Name = "S3-security-forward";
  await events.send(new DisableRuleCommand({ Name }));
  await wait(MEMBER, 3);
  await beat(MEMBER);
  const blind = await swept(MEMBER);
  expect(blind.heartbeat?.result).toBe("wrong");
  expect(blind.finding).not.toBe("closed");
  expect(blind.checks).toEqual(["forwarding-rule", "heartbeat"]);

  // The rule is there again, and still nothing has come: no other check sees that.
  await events.send(new EnableRuleCommand({ Name }));
  expect(await swept(MEMBER)).toMatchObject({ heartbeat: { result: "wrong" }, checks: ["heartbeat"] });

  await beat(MEMBER);
  expect(await swept(MEMBER)).toMatchObject({ heartbeat: { result: "ok" }, finding: "closed" });
  events.destroy();
});

test("one that is late is not missed, and two are", async () => {
  await wait(HOME, 2);
  expect(await swept(HOME)).toMatchObject({ heartbeat: { result: "ok" } });
  await wait(HOME, 2.5);
  expect(await swept(HOME)).toMatchObject({ heartbeat: { result: "wrong" }, checks: ["heartbeat"] });
});
