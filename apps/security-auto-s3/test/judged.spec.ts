import {
  ACCOUNT_BLOCK,
  bucketNamed,
  DELEGATING,
  LIST_OF_POINTS,
  missing,
  NO_ACCOUNT_BLOCK,
  POINTS,
  PRIVATE,
  PUBLIC,
} from "./bucket-answers";
import { change } from "./change";
import type { Answer } from "./denying-aws";
import { type Event, instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

/** All answers but that to one call, which is refused. */
const without = (call: string, answers: Readonly<Record<string, Answer>>) =>
  Object.fromEntries(Object.entries(answers).filter(([other]) => other !== call));

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

  test("a bucket that one read finds deleted, and the others do not", async () => {
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

test("the roles of its messages are those that its configuration names", async () => {
  const running = instance({ role: "judge", readRole: "reader" });
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
      expect(assessment?.duplicate === true).toBe(isDuplicate);
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
