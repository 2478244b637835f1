import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
} from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { checksMade } from "@security-auto/assessment";
import { parseScenario } from "@security-auto/local-cloud";
import { type AccountPartition, openRegister } from "@security-auto/register";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

const HOME = "111122223333";
const MEMBER = "444455556666";
const WITHOUT_ROLE = "777788889999";
const REGION = "us-west-2";
const UNWATCHED = "eu-central-1";

const buckets = [
  { name: "vault", account: HOME, region: REGION },
  { name: "ledger", account: MEMBER, region: REGION },
  { name: "archive", account: MEMBER, region: UNWATCHED },
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

async function known(account: string): Promise<AccountPartition> {
  await served.cloud.settled();
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: served.cloud.endpoints.dynamodb,
    credentials: served.cloud.credentials({ accountId: HOME, userName: "ilse" }),
  });
  try {
    return await openRegister(client, { tableName: "security-auto" }).account(account);
  } finally {
    client.destroy();
  }
}

/** What is not well in an account, region by region. */
async function notOk(account: string): Promise<readonly string[]> {
  const { coverage } = await known(account);
  return coverage.flatMap(({ region, checks }) =>
    checksMade(checks).flatMap(([check, { result, because = "" }]) =>
      result === "ok" ? [] : [`${region} ${check} ${result}: ${because}`],
    ),
  );
}

/** CloudTrail tells the second of a call: a check of the same second may have come before it, and closes nothing. */
const nextSecond = () => pause(1100);

/** How each finding of an account stands, and who made the call that led to it. */
async function findings(account: string): Promise<readonly string[]> {
  const found = await known(account);
  return found.findings.map(
    ({ finding: { region, transition, actor, change } }) =>
      `${region} ${transition}${change === undefined ? "" : `: ${change.call} by ${actor?.display ?? ""}`}`,
  );
}

test("a sweep says of each account where its changes are not seen", async () => {
  await served.run(["sweep", "--json"]);
  expect(await notOk(HOME)).toEqual([]);
  expect(await notOk(MEMBER)).toEqual([
    expect.stringMatching(/^eu-central-1 forwarding-rule wrong: there is no rule S3-security-forward/),
    expect.stringMatching(/^eu-central-1 tampering-rule wrong: there is no rule/),
    expect.stringMatching(/^eu-central-1 forwarding-queue wrong: there is no queue/),
  ]);
  expect(await findings(MEMBER)).toEqual(["eu-central-1 opened"]);
  expect(await notOk(WITHOUT_ROLE)).toContainEqual(
    expect.stringMatching(/^global read-role wrong: the role .*security-auto-s3-read cannot be assumed/),
  );
  expect(await findings(WITHOUT_ROLE)).toEqual(["global opened"]);
});

const clients = () => {
  const common = {
    region: REGION,
    credentials: served.cloud.credentials({ accountId: MEMBER, userName: "mallory" }),
  };
  return {
    events: new EventBridgeClient({ ...common, endpoint: served.cloud.endpoints.events }),
    trails: new CloudTrailClient({ ...common, endpoint: served.cloud.endpoints.cloudtrail }),
  };
};

const inRegion = async (): Promise<string | undefined> =>
  (await findings(MEMBER)).find((line) => line.startsWith(`${REGION} `));

test("a rule that is disabled is a finding with who did it, which stays while it is so, and closes when it is enabled", async () => {
  const { events } = clients();
  await events.send(new DisableRuleCommand({ Name: "S3-security-forward" }));
  expect(await inRegion()).toBe(`${REGION} opened: DisableRule by IAM user mallory in account ${MEMBER}`);
  expect(await notOk(MEMBER)).toContain(
    `${REGION} forwarding-rule wrong: the rule S3-security-forward is disabled`,
  );
  await events.send(new EnableRuleCommand({ Name: "S3-security-forward" }));
  await nextSecond();
  await served.run(["sweep", "--account", MEMBER, "--json"]);
  expect(await inRegion()).toBe(`${REGION} closed`);
});

test("a trail that is stopped is a finding at once, and closes by the sweep after it is started", async () => {
  const { trails } = clients();
  const Name = "management-events";
  await trails.send(new StopLoggingCommand({ Name }));
  expect(await inRegion()).toBe(`${REGION} opened: StopLogging by IAM user mallory in account ${MEMBER}`);
  await trails.send(new StartLoggingCommand({ Name }));
  await nextSecond();
  await served.run(["sweep", "--account", MEMBER, "--json"]);
  expect(await inRegion()).toBe(`${REGION} closed`);
});

describe("an administrator of a member account makes up no news of another one", () => {
  const bus = (name: string) => `arn:aws:events:${REGION}:${HOME}:event-bus/${name}`;
  const call = {
    eventVersion: "1.11",
    eventSource: "events.amazonaws.com",
    eventName: "DisableRule",
    eventTime: "2026-03-04T09:14:02Z",
    awsRegion: REGION,
    recipientAccountId: HOME,
    userIdentity: { type: "IAMUser", userName: "noor", accountId: HOME },
    requestParameters: { name: "S3-security-forward-own" },
  };
  const covered = {
    version: "1",
    accountId: HOME,
    checkedAt: "2030-01-01T00:00:00Z",
    complete: true,
    places: [],
  };

  test.each<[string, string, string, string, object]>([
    ["on the central bus", bus("SecurityAutomation"), "aws.events", "AWS API Call via CloudTrail", call],
    ["on the private bus", bus("security-auto"), "security-auto", "S3 Coverage Checked", covered],
    ["on its own bus, in the name of AWS", "default", "aws.events", "AWS API Call via CloudTrail", call],
    ["on its own bus, in another name", "default", "mine", "AWS API Call via CloudTrail", call],
  ])("%s", async (_, EventBusName, Source, DetailType, detail) => {
    const before = await known(HOME);
    const Entries = [{ EventBusName, Source, DetailType, Detail: JSON.stringify(detail) }];
    const answer = await clients()
      .events.send(new PutEventsCommand({ Entries }))
      .catch((error: unknown) => error);
    if (Source !== "mine") expect(answer).not.toMatchObject({ FailedEntryCount: 0 });
    expect(await known(HOME)).toEqual(before);
  });

  test("in the queue of the sweep", async () => {
    const sqs = new SQSClient({
      region: REGION,
      credentials: served.cloud.credentials({ accountId: MEMBER, userName: "mallory" }),
      endpoint: served.cloud.endpoints.sqs,
      useQueueUrlAsEndpoint: false,
    });
    const QueueUrl = `https://sqs.${REGION}.amazonaws.com/${HOME}/security-auto-sweep`;
    const MessageBody = JSON.stringify({ version: "1", message: "coverage", account: HOME });
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toMatchObject({
      name: expect.stringContaining("AccessDenied") as string,
    });
  });
});
