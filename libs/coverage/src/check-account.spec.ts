import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checksMade } from "@security-auto/assessment";
import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "@security-auto/testing";
import type { AccountRole } from "@security-auto/s3-reader";
import { wrongIn } from "../test/readme-example";
import { HOME, SETTINGS } from "../test/settings";
import { ALL_OK, GRANTED, MEMBER, NOW, ROLE, targetOf, wellAnswer } from "../test/well-account";
import { checkAccount } from "./check-account";

let changed: string | undefined;
let aws: FakeAws;
let asked: string[];
let failing: ((target: string, request: ReceivedRequest) => FakeAnswer | undefined) | undefined;

beforeAll(async () => {
  aws = await startFakeAws((request) => {
    const target = targetOf(request);
    asked.push(`${request.signature.region} ${target}`);
    return failing?.(target, request) ?? { body: JSON.stringify(wellAnswer(target, request)) };
  });
  process.env["AWS_ENDPOINT_URL"] = aws.url;
});
afterAll(() => {
  delete process.env["AWS_ENDPOINT_URL"];
  return aws.close();
});
beforeEach(() => {
  [asked, failing, changed] = [[], undefined, "2026-03-05T11:00:00.000Z"];
});

const options = (role: AccountRole, bucketRegions: readonly string[]) => ({
  settings: SETTINGS,
  home: HOME,
  bucketRegions,
  role,
  changedAt: () => Promise.resolve(changed),
  now: () => NOW,
  signal: AbortSignal.timeout(20_000),
});

const checked = (role: AccountRole = GRANTED, bucketRegions: readonly string[] = []) =>
  checkAccount(MEMBER, options(role, bucketRegions));

test("an account where all is well, and the selectors of a trail of all regions are read once", async () => {
  expect(await checked(GRANTED, ["us-west-2", "ap-south-1"])).toEqual([
    { region: "global", checks: { "read-role": { result: "ok" } } },
    { region: "eu-central-1", checks: ALL_OK },
    { region: "us-west-2", checks: ALL_OK },
    {
      region: "ap-south-1",
      checks: { watched: { result: "wrong", because: expect.stringContaining("members.regions") as string } },
    },
  ]);
  expect(asked.filter((call) => call.endsWith("GetEventSelectors"))).toEqual(["us-east-1 GetEventSelectors"]);
  expect(asked.filter((call) => call.endsWith("GetTrailStatus")).sort()).toEqual([
    "eu-central-1 GetTrailStatus",
    "us-west-2 GetTrailStatus",
  ]);
});

test("an account without the read role: that is wrong, and all else is unknown", async () => {
  const places = await checked({ kind: "refused", role: ROLE, because: "not authorized" });
  expect(places[0]?.checks).toEqual({
    "read-role": {
      result: "wrong",
      because: `the role ${ROLE} cannot be assumed: deploy the member stack to the account (not authorized)`,
    },
  });
  const results = places
    .slice(1)
    .flatMap(({ checks }) => checksMade({ ...checks, watched: undefined }).map(([, { result }]) => result));
  expect(new Set(results)).toEqual(new Set(["unknown"]));
  expect(asked).toEqual([]);
});

test.each<[string, string, FakeAnswer, string, object | undefined]>([
  [
    "refused",
    "DescribeRule",
    { status: 400, body: '{"__type":"AccessDeniedException","message":"no"}' },
    "forwarding-rule",
    { result: "unknown", because: `events:DescribeRule was refused to the role ${ROLE}: no` },
  ],
  [
    "in a region that is not enabled",
    "DescribeTrails",
    { status: 400, body: '{"__type":"UnrecognizedClientException","message":"invalid token"}' },
    "trail",
    {
      result: "unknown",
      because:
        "the account may not have enabled the region us-west-2 (cloudtrail:DescribeTrails: UnrecognizedClientException)",
    },
  ],
  [
    "that fails",
    "GetQueueAttributes",
    { status: 500, body: '{"__type":"InternalFailure","message":"oops"}' },
    "forwarding-queue",
    { result: "unknown", because: "sqs:GetQueueAttributes failed: InternalFailure: oops" },
  ],
  [
    "of a rule that there is not",
    "DescribeRule",
    { status: 400, body: '{"__type":"ResourceNotFoundException","message":"no rule"}' },
    "tampering-rule",
    {
      result: "wrong",
      because: expect.stringContaining("there is no rule S3-security-tampering-forward") as string,
    },
  ],
  [
    "of a schedule that is refused",
    "GetSchedule",
    { status: 403, headers: { "x-amzn-errortype": "AccessDeniedException" }, body: '{"Message":"no"}' },
    "heartbeat",
    // What came says enough.
    { result: "ok" },
  ],
  [
    "of a schedule that there is not",
    "GetSchedule",
    { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException" }, body: '{"Message":"no"}' },
    "heartbeat",
    { result: "wrong", because: expect.stringContaining("there is no schedule") as string },
  ],
  [
    "of a queue that there is not",
    "GetQueueAttributes",
    { status: 400, body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no queue"}' },
    "forwarding-queue",
    { result: "wrong", because: expect.stringContaining("there is no queue") as string },
  ],
])("a read %s", async (_, target, answer, check, expected) => {
  failing = (asking, { signature: { region } }) =>
    asking === target && region === "us-west-2" ? answer : undefined;
  const places = await checked();
  const found = places.find(({ region }) => region === "us-west-2");
  expect(found?.checks).toMatchObject({ [check]: expected });
  expect(places.find(({ region }) => region === "eu-central-1")?.checks).toEqual(ALL_OK);
});

const REFUSED: FakeAnswer = {
  status: 400,
  body: '{"__type":"AccessDeniedException","message":"no policy allows it"}',
};

describe("a role that can be assumed and not be read with is not known to be well: what was wrong with it stays wrong", () => {
  test.each<[string, (target: string, region: string) => boolean, string]>([
    ["all reads are refused everywhere", () => true, "unknown"],
    [
      "one is refused in one region",
      (target, region) => target === "DescribeRule" && region === "us-west-2",
      "unknown",
    ],
    [
      "all are refused in one region, as a service control policy has it",
      (_, region) => region === "us-west-2",
      "ok",
    ],
    ["none is", () => false, "ok"],
  ])("%s", async (_, isRefused, result) => {
    failing = (target, { signature: { region } }) => (isRefused(target, region) ? REFUSED : undefined);
    const [global] = await checked();
    expect(global?.checks["read-role"]?.result).toBe(result);
  });
});

test("a register that cannot be read leaves out nothing else", async () => {
  const refused = Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
  const places = await checkAccount(MEMBER, {
    ...options(GRANTED, []),
    changedAt: () => Promise.reject(refused),
  });
  expect(places.find(({ region }) => region === "us-west-2")?.checks).toEqual({
    ...ALL_OK,
    heartbeat: {
      result: "unknown",
      because: "the register could not be read: AccessDeniedException: not authorized",
    },
  });
});

test("the register is asked for the bucket of the account and region, and no heartbeat since is wrong", async () => {
  const asking: string[] = [];
  const places = await checkAccount(MEMBER, {
    ...options(GRANTED, []),
    changedAt: (account, bucket) => {
      asking.push(`${account} ${bucket}`);
      return Promise.resolve(bucket.includes("us-west-2") ? undefined : changed);
    },
  });
  expect(asking.sort()).toEqual([
    `${MEMBER} s3-heartbeat-${MEMBER}-eu-central-1-an`,
    `${MEMBER} s3-heartbeat-${MEMBER}-us-west-2-an`,
  ]);
  expect(places.map(({ region, checks }) => [region, checks.heartbeat?.result])).toEqual([
    ["global", undefined],
    ["eu-central-1", "ok"],
    ["us-west-2", "wrong"],
  ]);
});

test("the README's example is a file that is compiled", async () => {
  const readme = readFileSync(join(__dirname, "../README.md"), "utf8");
  const example = readFileSync(join(__dirname, "../test/readme-example.ts"), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example.replace('"../src"', '"@security-auto/coverage"')}\`\`\``);
  expect(await wrongIn(MEMBER, options(GRANTED, ["ap-south-1"]))).toEqual(["ap-south-1"]);
});

test("where no regions are named, those with buckets are watched, and that of the security account", async () => {
  const { forwarding, tampering, queue = "" } = SETTINGS.members;
  const places = await checkAccount(MEMBER, {
    ...options(GRANTED, ["ap-south-1", "us-west-2"]),
    settings: { ...SETTINGS, members: { forwarding, tampering, queue } },
  });
  expect(places.map(({ region, checks }) => [region, checks.watched?.result])).toEqual([
    ["global", undefined],
    ["us-west-2", "ok"],
    ["ap-south-1", "ok"],
  ]);
});
