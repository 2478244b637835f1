import { fixtureEvent, fixtures } from "../test/fixtures";
import { interpretEvent } from "./interpret-event";
import { isAccountCall, S3_ACCESS_CALLS } from "./s3-access-calls";

describe("fixtures", () => {
  test.each(fixtures)("$name: $about", ({ event, expect: expected }) => {
    const result = interpretEvent(event);
    expect(result.kind).toBe(expected.kind);
    if (result.kind === "change") {
      expect(result.change).toMatchObject(expected.change ?? {});
      expect(result.change.failure === undefined).toBe(expected.change?.["failure"] === undefined);
    }
    if (result.kind === "other") expect(result.why).toContain(expected.why);
    if (result.kind === "invalid") expect(result.issues.map(({ path }) => path)).toEqual(expected.issues);
  });

  test("cover every call of the table and every version from 1.03 to 1.11", () => {
    const events = fixtures.map(({ event }) => JSON.stringify(event));
    const missing = [
      ...Object.keys(S3_ACCESS_CALLS).map((call) => `"eventName":"${call}"`),
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `"eventVersion":"1.${String(n).padStart(2, "0")}"`),
    ].filter((text) => !events.some((event) => event.includes(text)));
    expect(missing).toEqual([]);
  });

  test("both copies of a cross-account call are one change", () => {
    const [caller, owner] = ["caller", "owner"].map((account) =>
      interpretEvent(fixtureEvent(`put-bucket-policy-cross-account-${account}`)),
    );
    if (caller?.kind !== "change" || owner?.kind !== "change") throw new Error("not changes");
    expect({ ...caller.change, actor: null }).toEqual({ ...owner.change, actor: null });
  });
});

/** A bare event of a call that is fine by itself, with other fields in its detail or its envelope. */
function callEvent(detail: object, envelope: object = {}): unknown {
  return {
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.s3",
    ...envelope,
    detail: {
      eventSource: "s3.amazonaws.com",
      eventName: "PutBucketAcl",
      eventTime: "2026-03-01T12:00:00Z",
      eventID: "c0ffee",
      awsRegion: "us-west-2",
      recipientAccountId: "210987654321",
      requestParameters: { bucketName: "orchard" },
      ...detail,
    },
  };
}

describe("access changes", () => {
  test.each(Object.keys(S3_ACCESS_CALLS))("%s", (eventName) => {
    const event = callEvent({
      eventName,
      requestParameters: { bucketName: "orchard", resourceArn: "arn:aws:s3:::orchard" },
    });
    const result = interpretEvent(event);
    if (result.kind !== "change") throw new Error(JSON.stringify(result));
    const { change } = result;
    expect(change.call).toBe(eventName);
    expect(change.scope).toBe(isAccountCall(change.call) ? "account" : "bucket");
    expect(change.bucket).toBe(isAccountCall(change.call) ? undefined : "orchard");
  });

  test.each([
    ["null", null],
    ["empty", ""],
    ["a number", 42],
  ])("an errorCode that is %s is a failure, as it is to the rule", (_, errorCode) => {
    expect(interpretEvent(callEvent({ errorCode }))).toMatchObject({
      kind: "change",
      change: { failure: { code: "unknown error" } },
    });
  });

  const owner = { accountId: "345612789045", ARN: "arn:aws:s3:::orchard" };
  test.each([
    ["the bucket's owner", { resources: [owner] }, {}, "345612789045"],
    [
      "not the owner of another bucket in the list",
      { resources: [{ ...owner, ARN: "arn:aws:s3:::orchard-logs" }] },
      {},
      "210987654321",
    ],
    ["not an owner that is no account id", { resources: [{ ...owner, accountId: "*" }] }, {}, "210987654321"],
    [
      "the envelope's account",
      { recipientAccountId: undefined },
      { account: "111122223333" },
      "111122223333",
    ],
    [
      "the caller's account, when nothing else is there",
      { recipientAccountId: "", userIdentity: { accountId: "444455556666" } },
      {},
      "444455556666",
    ],
  ])("account: %s", (_, detail, envelope, accountId) => {
    expect(interpretEvent(callEvent(detail, envelope))).toMatchObject({ change: { accountId } });
  });

  test.each([
    ["LocationConstraint wins", { LocationConstraint: "ap-southeast-3" }, "ap-southeast-3"],
    ["EU is Ireland", { LocationConstraint: "EU" }, "eu-west-1"],
    ["empty is us-east-1", { LocationConstraint: "" }, "us-east-1"],
    ["an element with an attribute", { LocationConstraint: { xmlns: "x", content: "EU" } }, "eu-west-1"],
    ["in a list of one", { LocationConstraint: ["ap-southeast-3"] }, "ap-southeast-3"],
    ["all of it in a list of one", [{ LocationConstraint: "ap-southeast-3" }], "ap-southeast-3"],
    ["an empty list is the endpoint's", [], "us-west-2"],
    ["nothing is the endpoint's", {}, "us-west-2"],
    ["an empty element is the endpoint's", "", "us-west-2"],
    ["nonsense is the endpoint's", { LocationConstraint: "../etc" }, "us-west-2"],
  ])("region: %s", (_, CreateBucketConfiguration, region) => {
    const requestParameters = { bucketName: "orchard", CreateBucketConfiguration };
    expect(interpretEvent(callEvent({ eventName: "CreateBucket", requestParameters }))).toMatchObject({
      change: { region },
    });
  });

  test.each([
    ["an object", [{ ARN: "arn:aws:s3:::orchard/key" }], "invalid"],
    ["an access point", [{ ARN: "arn:aws:s3:us-west-2:210987654321:accesspoint/a" }], "invalid"],
    ["a bucket in the ISO partition", [{ ARN: "arn:aws-iso-b:s3:::orchard" }], "change"],
    ["a bucket after something unreadable", [7, null, { ARN: "arn:aws:s3:::orchard" }], "change"],
  ])("bucket from resources: %s", (_, resources, kind) => {
    expect(interpretEvent(callEvent({ requestParameters: null, resources }))).toMatchObject({
      kind,
    });
  });
});

describe("not an event", () => {
  test.each([
    ["null", null, "", "expected object, received null"],
    ["undefined", undefined, "", "expected object, received undefined"],
    ["text", "event", "", "expected object, received string"],
    ["a number", 3, "", "expected object, received number"],
    ["an array", [], "", "expected object, received array"],
    ["no source", { "detail-type": "x" }, "source", "expected string, received undefined"],
    [
      "a detail that is null",
      { source: "aws.s3", "detail-type": "AWS API Call via CloudTrail", detail: null },
      "detail",
      "expected object, received null",
    ],
    ["no time", callEvent({ eventTime: undefined }), "detail.eventTime", "received undefined"],
    ["a number as time", callEvent({ eventTime: 5 }), "detail.eventTime", "received number"],
    ["no UTC", callEvent({ eventTime: "2026-03-01 12:00" }), "detail.eventTime", "a time in UTC"],
    ["a 13th month", callEvent({ eventTime: "2026-13-01T00:00:00Z" }), "detail.eventTime", "UTC"],
    ["an empty id", callEvent({ eventID: "" }), "detail.eventID", ">=1"],
    [
      "no region",
      callEvent({ awsRegion: "everywhere" }),
      "detail.awsRegion",
      'expected a region, such as "us-west-2"',
    ],
    ["no account", callEvent({ recipientAccountId: 210987654321 }), "detail.recipientAccountId", "12 digits"],
    [
      "a bucket name that is none",
      callEvent({ requestParameters: { bucketName: "or/chard" } }),
      "detail.requestParameters.bucketName",
      "the name of a bucket",
    ],
    ...[
      "orchard--usw2-az1--x-s3",
      "orchard--table-s3",
      "orchard-s3alias",
      "orchard--ol-s3",
      "orchard.mrap",
    ].map((bucketName): [string, unknown, string, string] => [
      `a name that S3 keeps for what is no bucket: ${bucketName}`,
      callEvent({ requestParameters: { bucketName }, resources: undefined }),
      "detail.requestParameters.bucketName",
      "the name of a bucket",
    ]),
    [
      "a resource that is no ARN, which may hide a bucket",
      callEvent({
        eventName: "TagResource",
        requestParameters: { resourceArn: "arn%3Aaws%3As3%3A%3A%3Aorchard" },
      }),
      "detail.requestParameters.resourceArn",
      "the name of a bucket",
    ],
    [
      "no resource",
      callEvent({ eventName: "TagResource" }),
      "detail.requestParameters.resourceArn",
      "the name of a bucket",
    ],
  ])("%s", (_, event, path, message) => {
    const result = interpretEvent(event);
    if (result.kind !== "invalid") throw new Error(JSON.stringify(result));
    expect(result.issues.map((issue) => issue.path)).toContain(path);
    expect(result.issues.map((issue) => issue.message).join("\n")).toContain(message);
    expect(result.error).toContain(path);
  });
});

test("the detail of another detail-type is not looked at", () => {
  const event = { source: "aws.s3", "detail-type": "Bucket Notification", detail: [] };
  expect(interpretEvent(event)).toEqual({
    kind: "other",
    why: 'its detail-type is "Bucket Notification", not "AWS API Call via CloudTrail"',
  });
});

test.each(["constructor", "__proto__", "toString", "putbucketacl"])(
  "%s is no call of the table",
  (eventName) => {
    expect(interpretEvent(callEvent({ eventName })).kind).toBe("other");
  },
);
