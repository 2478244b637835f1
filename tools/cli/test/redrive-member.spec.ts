import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { parseScenario } from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { commandServed, ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();

let served: ServedStack | undefined;
afterEach(() => served?.cloud.close());

const CENTRAL = "111122223333";
const MEMBER = "444455556666";
const NAME = "security-auto-forward-failures";
const QUEUE = `arn:aws:sqs:eu-west-1:${MEMBER}:${NAME}`;

/** The central bus takes nothing, while somebody tags a bucket of a member account. */
async function withLostEvent() {
  const scenario = {
    organization: { id: "o-exampleorg1" },
    buckets: [{ name: "ledger", account: MEMBER, region: "eu-west-1" }],
    faults: [{ service: "events", account: CENTRAL, fault: "AccessDenied" }],
  };
  const template = join(ROOT, "dist/apps/infra/member.template.json");
  served = await serveStack(ROOT, {
    scenario: parseScenario(scenario, "scenario"),
    members: [{ accountId: MEMBER, regions: ["eu-west-1"], template }],
  });
  const { cloud, calls, variables } = served;
  const credentials = cloud.credentials({ accountId: MEMBER, userName: "noor" });
  const s3 = new S3Client({
    region: "eu-west-1",
    endpoint: cloud.endpoints.all,
    forcePathStyle: true,
    credentials,
  });
  const Tagging = { TagSet: [{ Key: "classification", Value: "sensitive" }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket: "ledger", Tagging }));
  s3.destroy();
  await cloud.settled();
  cloud.setFaults([]);

  const profiles = join(folder.path, "credentials");
  const redrive = (
    args: readonly string[] = [],
    policies?: { queue?: readonly unknown[]; rest?: unknown[] },
  ) => {
    const taker = cloud.credentials({
      accountId: MEMBER,
      userName: "taker",
      ...(policies?.queue !== undefined && { policies: policies.queue }),
    });
    writeFileSync(
      profiles,
      `[member]\naws_access_key_id = ${taker.accessKeyId}\naws_secret_access_key = ${taker.secretAccessKey}\n`,
    );
    return commandServed(["redrive", "--queue", QUEUE, "--queue-profile", "member", ...args], {
      ...variables(policies?.rest),
      AWS_SHARED_CREDENTIALS_FILE: profiles,
    });
  };
  const did = async () => {
    // A call ends with all that it sets off.
    await cloud.settled();
    return {
      invoked: calls.flatMap(({ invocations }) => invocations),
      notified: calls.flatMap(({ notifications }) => notifications),
    };
  };
  const queue = cloud.queue(NAME);
  if (queue === undefined) throw new Error("the member stack has no queue");
  return { queue, redrive, did };
}

test("a dry run lists what was not delivered to the central bus", async () => {
  const { queue, redrive, did } = await withLostEvent();
  expect(queue.depth).toBe(1);
  const { status, stdout, stderr, lines } = await redrive();
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines[0]).toContain(`the queue ${NAME} of account ${MEMBER} in eu-west-1; nothing is changed`);
  expect(stdout).toContain("PutBucketTagging");
  expect(stdout).toContain(`invoke arn:aws:lambda:us-west-2:${CENTRAL}:function:security-auto-S3, `);
  expect(stdout).toContain("publish ");
  expect({ depth: queue.depth, ...(await did()) }).toEqual({ depth: 1, invoked: [], notified: [] });
});

test("--apply hands it to the function and the topic, with the two statements of the printed policy alone", async () => {
  const { queue, redrive, did } = await withLostEvent();
  const policy = JSON.parse((await redrive(["--policy"])).stdout) as {
    Version: string;
    Statement: unknown[];
  };
  const [ofQueue, ...rest] = policy.Statement;
  const ended = await redrive(["--apply"], {
    queue: [{ ...policy, Statement: [ofQueue] }],
    rest: [{ ...policy, Statement: rest }],
  });
  expect({ status: ended.status, sum: ended.lines.at(-1) }).toEqual({
    status: 0,
    sum: "1 read = 1 redriven + 0 kept",
  });
  const { invoked, notified } = await did();
  expect(runsOfJudge(invoked)).toMatchObject([{ response: { statusCode: 200 } }]);
  expect(notified).toMatchObject([{ topic: "security-alerts" }]);
  expect({ depth: queue.depth, held: queue.held }).toEqual({ depth: 0, held: 0 });
});

describe("whoever administers a member account can put anything into its queue", () => {
  const event = { id: "1", source: "aws.s3", account: MEMBER, region: "eu-west-1" };
  const bus = `arn:aws:events:us-west-2:${CENTRAL}:event-bus/SecurityAutomation`;

  test.each([
    [
      "a text for the topic",
      `arn:aws:sns:us-west-2:${CENTRAL}:security-alerts`,
      event,
      "was to be delivered to a bus",
    ],
    [
      "an event for the function",
      `arn:aws:lambda:us-west-2:${CENTRAL}:function:security-auto-S3`,
      event,
      "was to be delivered to a bus",
    ],
    ["an event that no rule matches", bus, event, "no rule of"],
    ["another account's change", bus, { ...event, account: CENTRAL }, "is not of account"],
    ["another region's change", bus, { ...event, region: "us-west-2" }, "is not of account"],
  ])("%s is not taken", async (_what, target, body, because) => {
    const { queue, redrive, did } = await withLostEvent();
    const [lost] = queue.receive();
    const { detail, "detail-type": type } = JSON.parse(lost?.body ?? "") as Record<string, unknown>;
    const change = because === "no rule of" ? body : { ...body, detail, "detail-type": type };
    queue.send(JSON.stringify(change), { TARGET_ARN: target, RULE_ARN: "arn:aws:events:::rule/x" });
    const { status, stdout } = await redrive(["--apply"]);
    expect(status).toBe(1);
    expect(stdout).toContain(because);
    expect({ depth: queue.depth, ...(await did()) }).toEqual({ depth: 1, invoked: [], notified: [] });
  });

  const owner = { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger", accountId: CENTRAL };
  const userIdentity = { type: "Root", accountId: CENTRAL, arn: `arn:aws:iam::${CENTRAL}:root` };

  test.each([
    ["of another owner's bucket", { resources: [owner], userIdentity }, `account ${CENTRAL}`],
    [
      "of another account, by the account that receives it",
      { resources: undefined, recipientAccountId: CENTRAL },
      `account ${CENTRAL}`,
    ],
    ["of another region", { awsRegion: "us-west-2" }, "region us-west-2"],
    ["of no bucket", { resources: undefined, requestParameters: null }, "expected the name of a bucket"],
  ])(
    "a detail %s, in an envelope of the account and region, is not taken",
    async (_what, forged, because) => {
      const { queue, redrive, did } = await withLostEvent();
      const [lost] = queue.receive();
      const change = JSON.parse(lost?.body ?? "") as { detail: object };
      const detail = { ...change.detail, ...forged };
      queue.send(JSON.stringify({ ...change, detail }), { TARGET_ARN: bus });
      const { status, stdout } = await redrive(["--apply"]);
      expect(status).toBe(1);
      expect(stdout).toContain(because);
      expect({ depth: queue.depth, ...(await did()) }).toEqual({ depth: 1, invoked: [], notified: [] });
    },
  );
});

describe("exit 2, one line", () => {
  test.each([
    ["a URL", [`https://sqs.eu-west-1.amazonaws.com/${MEMBER}/${NAME}`], "--queue needs the ARN of a queue"],
    [
      "the ARN of something else",
      ["arn:aws:sns:eu-west-1:444455556666:x"],
      "--queue needs the ARN of a queue",
    ],
    ["a profile there is not", [QUEUE, "--queue-profile", "nobody"], "no AWS credentials"],
  ])("%s", async (_what, args, because) => {
    const { status, stdout, stderr } = await commandServed(["redrive", "--queue", ...args], {});
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(because);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
