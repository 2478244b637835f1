import { createHandler } from "@security-auto/handler";
import { interpretEvent } from "@security-auto/events";
import { changeAssessor } from "../src/assess-change";
import { readConfiguration } from "../src/configuration";
import { change } from "./change";
import { type Answer, denyingAws } from "./denying-aws";
import { lambdaContext } from "./lambda-context";

const aws = denyingAws();
const before = { ...process.env };

beforeEach(() => {
  process.env["AWS_ENDPOINT_URL"] = aws.endpoint;
  process.env["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLEKEY000001";
  process.env["AWS_SECRET_ACCESS_KEY"] = "not-a-secret";
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
});

const missing = (code: string): Answer => ({ status: 404, body: `<Error><Code>${code}</Code></Error>` });
const GRANT_TO_OWNER =
  '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>75aa</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>';

/** A bucket that its owner alone can access, with nothing configured that need not be. */
const bucketNamed = (name: string): Readonly<Record<string, Answer>> => ({
  [`GET /${name}/?acl=`]: `<AccessControlPolicy><Owner><ID>75aa</ID></Owner><AccessControlList>${GRANT_TO_OWNER}</AccessControlList></AccessControlPolicy>`,
  [`GET /${name}/?policy=`]: missing("NoSuchBucketPolicy"),
  [`GET /${name}/?policyStatus=`]: missing("NoSuchBucketPolicy"),
  [`GET /${name}/?tagging=`]: missing("NoSuchTagSet"),
  [`GET /${name}/?location=`]:
    '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-central-1</LocationConstraint>',
  [`GET /${name}/?publicAccessBlock=`]: missing("NoSuchPublicAccessBlockConfiguration"),
  [`GET /${name}/?ownershipControls=`]: missing("OwnershipControlsNotFoundError"),
});
const PRIVATE = bucketNamed("ledger-archive");

const policy = (condition?: object, resource = "arn:aws:s3:::ledger-archive/*") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: resource, Condition: condition },
    ],
  });
const PUBLIC = {
  ...PRIVATE,
  "GET /ledger-archive/?policy=": policy(),
  "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
};
const ACCOUNT_BLOCK = "GET /v20180820/configuration/publicAccessBlock";
const NO_ACCOUNT_BLOCK = { [ACCOUNT_BLOCK]: missing("NoSuchPublicAccessBlockConfiguration") };

const POINTS = "/v20180820/accesspoint";
const LIST_OF_POINTS = `GET ${POINTS}?bucket=ledger-archive&maxResults=21`;
const BLOCKED =
  "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>";
const DELEGATING = {
  ...PRIVATE,
  ...NO_ACCOUNT_BLOCK,
  "GET /ledger-archive/?policy=": policy({ StringEquals: { "s3:DataAccessPointAccount": "111122223333" } }),
  "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
  [LIST_OF_POINTS]: `<ListAccessPointsResult><AccessPointList>${["one", "two"]
    .map((name) => `<AccessPoint><Name>${name}</Name><NetworkOrigin>Internet</NetworkOrigin></AccessPoint>`)
    .join("")}</AccessPointList></ListAccessPointsResult>`,
  ...Object.fromEntries(
    ["one", "two"].flatMap((name): [string, Answer][] => [
      [
        `GET ${POINTS}/${name}`,
        `<GetAccessPointResult><PublicAccessBlockConfiguration>${BLOCKED}</PublicAccessBlockConfiguration></GetAccessPointResult>`,
      ],
      [`GET ${POINTS}/${name}/policy`, missing("NoSuchAccessPointPolicy")],
      [`GET ${POINTS}/${name}/policyStatus`, missing("NoSuchAccessPointPolicy")],
    ]),
  ),
};

/** All answers but that to one call, which is refused. */
const without = (call: string, answers: Readonly<Record<string, Answer>>) =>
  Object.fromEntries(Object.entries(answers).filter(([other]) => other !== call));

type Event = Readonly<Record<string, unknown>>;

interface Judged {
  readonly assessment?: Readonly<Record<string, unknown>> & {
    readonly evidence: readonly { because: string }[];
  };
}

/** One instance of the function, and what it writes. */
function instance(variables: NodeJS.ProcessEnv = {}, now?: () => number) {
  const lines: string[] = [];
  const keep = (chunk: string | Uint8Array): boolean => {
    lines.push(...chunk.toString().split("\n").filter(Boolean));
    return true;
  };
  jest.spyOn(process.stdout, "write").mockImplementation(keep);
  jest.spyOn(process.stderr, "write").mockImplementation(keep);
  const handler = createHandler({
    interpret: interpretEvent,
    work: changeAssessor(readConfiguration(variables), now),
  });
  return {
    invoke: async (event: Event = change): Promise<Judged> =>
      (await handler(event, lambdaContext())) as Judged,
    records: (): readonly Event[] => lines.map((line) => JSON.parse(line) as Event),
    warnings: (): readonly Event[] =>
      lines.map((line) => JSON.parse(line) as Event).filter(({ level }) => level === "WARN"),
  };
}

const ownedBy = (accountId: string, bucket = "ledger-archive"): Event => ({
  ...change,
  detail: {
    ...change.detail,
    requestParameters: { bucketName: bucket },
    resources: [{ accountId, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
  },
});

describe("the calls for one event", () => {
  test("are seven for a bucket whose verdict does not depend on the account's block", async () => {
    aws.allowed = PRIVATE;
    expect(await instance().invoke()).toMatchObject({ assessment: { verdict: "holds" } });
    expect([...aws.calls].sort()).toEqual(Object.keys(PRIVATE).sort());
  });

  test("are eight for a public one", async () => {
    aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK };
    expect(await instance().invoke()).toMatchObject({ assessment: { verdict: "violates" } });
    expect([...aws.calls].sort()).toEqual([...Object.keys(PUBLIC), ACCOUNT_BLOCK].sort());
  });

  test("are one more, and three for each access point, where the bucket policy delegates to access points", async () => {
    aws.allowed = DELEGATING;
    expect(await instance().invoke()).toMatchObject({ assessment: { facets: { accessPoints: "present" } } });
    const ofPoints = aws.calls.filter((call) => call.startsWith(`GET ${POINTS}`));
    expect(ofPoints).toHaveLength(1 + 2 * 3);
    expect(aws.calls.filter((call) => call.startsWith("GET /ledger-archive/"))).toHaveLength(7);
  });
});

describe("what is not known is not counted as none", () => {
  test("an account block that could not be read: a public bucket is unknown, not violating and not cut off", async () => {
    aws.allowed = {
      ...PUBLIC,
      [ACCOUNT_BLOCK]: { status: 400, body: "<Error><Code>InvalidRequest</Code></Error>" },
    };
    expect(await instance().invoke()).toMatchObject({
      assessment: {
        verdict: "unknown",
        exposure: { atLeast: "private", atMost: "public" },
        facets: { accountPublicAccessBlock: "failed" },
      },
    });
  });

  test("a bucket that one read calls gone, and the others do not", async () => {
    aws.allowed = {
      ...PUBLIC,
      ...NO_ACCOUNT_BLOCK,
      "GET /ledger-archive/?tagging=": missing("NoSuchBucket"),
    };
    const { assessment } = await instance().invoke();
    expect(assessment).toMatchObject({ verdict: "unknown", facets: { tags: "failed", policy: "failed" } });
    expect(assessment).not.toHaveProperty("gone");
    expect(assessment?.evidence.map(({ because }) => because).join()).toContain("there is no such bucket");
  });

  test("access points that were refused: the permission is logged", async () => {
    aws.allowed = without(LIST_OF_POINTS, DELEGATING);
    const running = instance();
    expect(await running.invoke()).toMatchObject({
      assessment: { facets: { accessPoints: "denied" } },
    });
    expect(running.warnings()).toContainEqual(
      expect.objectContaining({ permission: "s3:ListAccessPoints", facets: ["accessPoints"] }),
    );
  });

  test("an account whose block was removed: the answer says what would settle it", async () => {
    aws.allowed = NO_ACCOUNT_BLOCK;
    const { assessment } = await instance().invoke({
      ...change,
      detail: { ...change.detail, eventName: "DeleteAccountPublicAccessBlock", requestParameters: null },
    });
    expect(assessment).toMatchObject({ scope: "account", verdict: "unknown" });
    expect(assessment?.evidence.map(({ because }) => because)).toEqual([
      "it applies to every bucket of the account, and none of them is judged here: one that only this block kept closed may be open now. Assessing each bucket of the account would settle it",
    ]);
  });
});

test("the roles of its messages are those that its variables name", async () => {
  const running = instance({ SECURITY_AUTO_ROLE: "judge", SECURITY_AUTO_READ_ROLE: "reader" });
  await running.invoke();
  await running.invoke(ownedBy("444455556666"));
  expect(new Set(running.warnings().map(({ role }) => role))).toEqual(
    new Set(["arn:aws:iam::111122223333:role/judge", "arn:aws:iam::444455556666:role/reader"]),
  );
});

test("one record of metrics for each assessment: verdict, refused reads, calls and duration", async () => {
  aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK };
  const running = instance();
  await running.invoke();
  const metrics = running.records().filter((record) => "_aws" in record);
  expect(metrics).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number) as number,
        CloudWatchMetrics: [
          {
            Namespace: "SecurityAuto",
            Dimensions: [["FunctionName", "Verdict"]],
            Metrics: [
              { Name: "Assessments", Unit: "Count" },
              { Name: "RefusedReads", Unit: "Count" },
              { Name: "AwsCalls", Unit: "Count" },
              { Name: "AssessmentDuration", Unit: "Milliseconds" },
            ],
          },
        ],
      },
      FunctionName: "security-auto-S3",
      Verdict: "violates",
      Assessments: 1,
      RefusedReads: 0,
      AwsCalls: 8,
      AssessmentDuration: expect.any(Number) as number,
    },
  ]);
});

describe("the same change again", () => {
  test("is answered as before, without a call", async () => {
    aws.allowed = PRIVATE;
    const { invoke } = instance();
    const { assessment } = await invoke();
    expect(await invoke()).toMatchObject({ assessment: { ...assessment, duplicate: true } });
    expect(aws.calls).toHaveLength(7);
  });

  test.each<[string, Event, Readonly<Record<string, Answer>>]>([
    ["for another bucket", ownedBy("111122223333", "other-bucket"), bucketNamed("other-bucket")],
    ["for another account", ownedBy("444455556666"), {}],
    ["for another call", { ...change, detail: { ...change.detail, eventName: "DeleteBucketPolicy" } }, {}],
    ["at a later time", { ...change, detail: { ...change.detail, eventTime: "2026-03-04T09:15:02Z" } }, {}],
    ["in a replay of an archive", { ...change, "replay-name": "after-the-outage" }, {}],
  ])("is judged anew %s", async (_, event, more) => {
    aws.allowed = { ...PRIVATE, ...more };
    const { invoke } = instance();
    await invoke();
    const calls = aws.calls.length;
    expect(await invoke(event)).not.toHaveProperty("assessment.duplicate");
    expect(aws.calls.length).toBeGreaterThan(calls);
  });

  test.each([
    [299_999, 7, true],
    [300_000, 14, false],
  ])(
    "is judged anew once five minutes have passed: after %i ms, %i calls",
    async (ms, calls, isDuplicate) => {
      aws.allowed = PRIVATE;
      let now = Date.parse("2026-03-04T09:14:02Z");
      const { invoke } = instance({}, () => now);
      await invoke();
      now += ms;
      const { assessment } = await invoke();
      expect(assessment?.["duplicate"] === true).toBe(isDuplicate);
      expect(aws.calls).toHaveLength(calls);
    },
  );

  test.each<[string, Answer | undefined]>([
    ["was refused", undefined],
    ["failed", { status: 400, body: "<Error><Code>InvalidRequest</Code></Error>" }],
  ])("is judged anew where a read %s", async (_, answer) => {
    const tagging = "GET /ledger-archive/?tagging=";
    aws.allowed = answer === undefined ? without(tagging, PRIVATE) : { ...PRIVATE, [tagging]: answer };
    const { invoke } = instance();
    await invoke();
    expect(await invoke()).not.toHaveProperty("assessment.duplicate");
    expect(aws.calls).toHaveLength(14);
  });
});
