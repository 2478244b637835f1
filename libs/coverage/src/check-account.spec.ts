import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checksMade } from "@security-auto/assessment";
import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "@security-auto/testing";
import type { AccountRole } from "@security-auto/s3-reader";
import { wrongIn } from "../test/readme-example";
import { HOME, SETTINGS } from "../test/settings";
import { checkAccount } from "./check-account";

const MEMBER = "444455556666";
const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const PATTERN = {};
const TRAIL = "arn:aws:cloudtrail:us-east-1:999988887777:trail/organization";
const ROLE = "arn:aws:iam::444455556666:role/security-auto-s3-read";

let aws: FakeAws;
let asked: string[];
let failing: ((target: string, request: ReceivedRequest) => FakeAnswer | undefined) | undefined;

beforeAll(async () => {
  aws = await startFakeAws((request) => {
    const target = String(request.headers["x-amz-target"]).replace(/^.*\./, "");
    asked.push(`${request.signature.region} ${target}`);
    return failing?.(target, request) ?? { body: JSON.stringify(answers(target, request)) };
  });
  process.env["AWS_ENDPOINT_URL"] = aws.url;
});
afterAll(() => {
  delete process.env["AWS_ENDPOINT_URL"];
  return aws.close();
});
beforeEach(() => {
  [asked, failing] = [[], undefined];
});

function answers(target: string, { body, signature: { region } }: ReceivedRequest): object {
  const { Rule: name = "" } = JSON.parse(body) as { readonly Rule?: string };
  const { forwarding, tampering } = SETTINGS.members;
  const role = name === tampering.rule ? tampering.role : forwarding.role;
  switch (target) {
    case "DescribeRule":
      return { State: "ENABLED", EventPattern: JSON.stringify(PATTERN) };
    case "ListTargetsByRule":
      return {
        Targets: [{ Arn: BUS, RoleArn: `arn:aws:iam::444455556666:role/${role}-${region}`, Id: "1" }],
      };
    case "GetQueueAttributes":
      return { Attributes: { ApproximateNumberOfMessages: "0" } };
    case "DescribeTrails":
      return {
        trailList: [
          { TrailARN: TRAIL, Name: "organization", HomeRegion: "us-east-1", IsMultiRegionTrail: true },
        ],
      };
    case "GetTrailStatus":
      return { IsLogging: true };
    default:
      return { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] };
  }
}

const GRANTED: AccountRole = {
  kind: "granted",
  role: ROLE,
  credentials: { accessKeyId: "AKIA", secretAccessKey: "secret", sessionToken: "token" },
};

const options = (role: AccountRole, bucketRegions: readonly string[]) => ({
  settings: SETTINGS,
  home: HOME,
  bucketRegions,
  role,
  signal: AbortSignal.timeout(20_000),
});

const checked = (role: AccountRole = GRANTED, bucketRegions: readonly string[] = []) =>
  checkAccount(MEMBER, options(role, bucketRegions));

const ALL_OK = Object.fromEntries(
  ["forwarding-rule", "tampering-rule", "forwarding-queue", "trail", "watched"].map((check) => [
    check,
    { result: "ok" },
  ]),
);

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
