import { fixtureEvent, fixtures } from "../test/fixtures";
import { interpretEvent } from "./interpret-event";
import { listS3AccessCalls } from "./s3-access-calls";
import { eventSourceOf, S3_SERVICES, sourceOf } from "./s3-services";

describe("fixtures", () => {
  test.each(fixtures)("$name: $about", ({ event, expect: expected }) => {
    const result = interpretEvent(event);
    expect(result.kind).toBe(expected.kind);
    if (result.kind === "change") {
      expect(result.change).toMatchObject(expected.change ?? {});
      expect(result.change.failure === undefined).toBe(expected.change?.["failure"] === undefined);
      expect(result.change.bucket).toBe(expected.change?.["bucket"]);
    }
    if (result.kind === "other") expect(result.why).toContain(expected.why);
    if (result.kind === "invalid") expect(result.issues.map(({ path }) => path)).toEqual(expected.issues);
  });

  test("cover each call that a bucket is judged for, each service, each scope and every version from 1.03 to 1.11", () => {
    const events = fixtures.map(({ event, expect: { change } }) => JSON.stringify([event, change]));
    const calls = listS3AccessCalls().filter(
      ({ facts: { scope } }) => scope === "bucket" || scope === "account",
    );
    const missing = [
      ...calls.map(({ call }) => `"eventName":"${call}"`),
      ...S3_SERVICES.map((service) => `"eventSource":"${eventSourceOf(service)}"`),
      ...listS3AccessCalls().map(({ facts: { scope } }) => `"scope":"${scope}"`),
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

/** Request parameters with a text at a path of keys. */
function parametersAt(path: string, text: string): object {
  return path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), text) as object;
}

describe("access changes", () => {
  test.each(listS3AccessCalls())(
    "$service: $call",
    ({ service, call, facts: { scope, namedBy, bucketNamedBy } }) => {
      const texts = namedBy.map(
        (path, n) => [path, path === "resourceArn" ? "arn:aws:s3:::orchard" : `orchard-${n}`] as const,
      );
      const inBucket = bucketNamedBy !== undefined && !namedBy.includes(bucketNamedBy);
      const requestParameters = [...texts, ...(inBucket ? [[bucketNamedBy, "meadow"] as const] : [])]
        .map(([path, text]) => parametersAt(path, text))
        .reduce((all, each) => merged(all, each), {});
      const event = callEvent(
        { eventName: call, eventSource: eventSourceOf(service), requestParameters },
        { source: sourceOf(service) },
      );
      const result = interpretEvent(event);
      if (result.kind !== "change") throw new Error(JSON.stringify(result));
      const { change } = result;
      expect(change.call).toBe(call);
      if (call === "TagResource" || call === "UntagResource") return;
      expect(change.scope).toBe(scope);
      if (change.scope === "bucket") expect(change.bucket).toBe("orchard-0");
      else if (change.scope === "account") expect(change).not.toHaveProperty("bucket");
      else
        expect(change.subject).toBe(
          namedBy.length === 0 ? undefined : texts.map(([, text]) => text).join("/"),
        );
      if (bucketNamedBy !== undefined) expect(change.bucket).toBe(inBucket ? "meadow" : "orchard-0");
    },
  );

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

  test("the service is the one that was called, whatever source its events come by", () => {
    const detail = { eventSource: "s3express.amazonaws.com", eventName: "PutBucketPolicy" };
    expect(interpretEvent(callEvent(detail))).toMatchObject({ change: { scope: "directory bucket" } });
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
    [
      "several are the endpoint's",
      [{ LocationConstraint: "ap-southeast-3" }, { LocationConstraint: "eu-west-3" }],
      "us-west-2",
    ],
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
    ["a name that is hidden", [{ ARN: "arn:aws:s3:::HIDDEN_DUE_TO_SECURITY_REASONS" }], "invalid"],
    ["a name that S3 keeps for aliases", [{ ARN: "arn:aws:s3:::orchard-s3alias" }], "invalid"],
    ["a bucket in GovCloud", [{ ARN: "arn:aws-us-gov:s3:::orchard" }], "change"],
    ["a bucket in China", [{ ARN: "arn:aws-cn:s3:::orchard" }], "change"],
    ["a bucket in the European Sovereign Cloud", [{ ARN: "arn:aws-eusc:s3:::orchard" }], "change"],
    ["an access point", [{ ARN: "arn:aws:s3:us-west-2:210987654321:accesspoint/a" }], "invalid"],
    ["a bucket in the ISO partition", [{ ARN: "arn:aws-iso-b:s3:::orchard" }], "change"],
    ["a bucket after something unreadable", [7, null, { ARN: "arn:aws:s3:::orchard" }], "change"],
  ])("bucket from resources: %s", (_, resources, kind) => {
    expect(interpretEvent(callEvent({ requestParameters: null, resources }))).toMatchObject({
      kind,
    });
  });
});

/** Objects joined key by key, all the way down. */
function merged(a: object, b: object): object {
  const other = new Map<string, unknown>(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const before = other.get(key);
    other.set(key, isPlain(before) && isPlain(value) ? merged(before, value) : value);
  }
  return Object.fromEntries(other);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

describe("what TagResource tags", () => {
  const account = "210987654321";
  test.each([
    ["access point", `arn:aws:s3:us-west-2:${account}:accesspoint/a`],
    ["Multi-Region Access Point", `arn:aws:s3::${account}:accesspoint/mfzwi23gnjvgw.mrap`],
    ["access grants", `arn:aws:s3:us-west-2:${account}:access-grants/default`],
    ["access grants", `arn:aws-us-gov:s3:us-gov-west-1:${account}:access-grants/default/location/1`],
    ["Object Lambda Access Point", `arn:aws:s3-object-lambda:us-west-2:${account}:accesspoint/a`],
    ["directory bucket", `arn:aws:s3express:us-west-2:${account}:bucket/a--usw2-az1--x-s3`],
    ["access point", `arn:aws:s3express:us-west-2:${account}:accesspoint/a--usw2-az1--xa-s3`],
    ["table bucket", `arn:aws:s3tables:us-west-2:${account}:bucket/a`],
    ["table", `arn:aws:s3tables:us-west-2:${account}:bucket/a/table/0b1c`],
    ["vector bucket", `arn:aws-cn:s3vectors:cn-north-1:${account}:bucket/a`],
    ["vector bucket", `arn:aws:s3vectors:us-west-2:${account}:bucket/a/index/b`],
    ["file system", `arn:aws:s3files:us-west-2:${account}:file-system/fs-1`],
    ["Outposts bucket", `arn:aws-iso:s3-outposts:us-iso-east-1:${account}:outpost/op-1/bucket/a`],
    ["access point", `arn:aws:s3-outposts:us-west-2:${account}:outpost/op-1/accesspoint/a`],
  ])("%s: %s", (scope, resourceArn) => {
    const event = callEvent({
      eventName: "TagResource",
      requestParameters: { resourceArn },
      recipientAccountId: "345612789045",
    });
    expect(interpretEvent(event)).toMatchObject({
      change: { scope, subject: resourceArn, accountId: account },
    });
    const encoded = callEvent({
      eventName: "UntagResource",
      requestParameters: { resourceArn: encodeURIComponent(resourceArn) },
    });
    expect(interpretEvent(encoded)).toMatchObject({ change: { scope, subject: resourceArn } });
  });

  test.each([
    `arn:aws:s3:us-west-2:${account}:storage-lens/weekly`,
    `arn:aws:s3:us-west-2:${account}:storage-lens-group/weekly`,
    `arn:aws:s3:us-west-2:${account}:job/0b1c`,
    "arn:aws:s3:::orchard/an-object",
    `arn:aws:dynamodb:us-west-2:${account}:table/a`,
    `arn:aws:iam::${account}:role/accesspoint/a`,
    `arn:aws:s3:us-west-2:${account}:x/accesspoint/a`,
    `arn:aws:s3vectors:us-west-2:${account}:x/bucket/a`,
  ])("nothing that anybody is given access to: %s", (resourceArn) => {
    const result = interpretEvent(
      callEvent({ eventName: "TagResource", requestParameters: { resourceArn } }),
    );
    expect(result).toEqual({
      kind: "other",
      why: `TagResource of ${resourceArn}, which nobody is given access to`,
    });
  });
});

describe("the account of what is no bucket", () => {
  const request = (more: object) => ({
    eventName: "CreateAccessPoint",
    requestParameters: { name: "a", CreateAccessPointRequest: { Bucket: "orchard", ...more } },
  });
  test.each([
    ["the receiving account, where nothing names another", request({}), "210987654321"],
    [
      "the one that the call names as the bucket's",
      request({ BucketAccountId: "345612789045" }),
      "345612789045",
    ],
    ["not one that is no account id", request({ BucketAccountId: "everybody" }), "210987654321"],
    [
      "the bucket's owner in the list of resources",
      { ...request({}), resources: [{ ARN: "arn:aws:s3:::orchard", accountId: "345612789045" }] },
      "345612789045",
    ],
    [
      "the owner of the resource in the list of resources",
      {
        eventName: "PutAccessPointPolicy",
        requestParameters: { name: "a" },
        resources: [
          { ARN: "b", accountId: "777788889999" },
          { ARN: "a", accountId: "345612789045" },
        ],
      },
      "345612789045",
    ],
    [
      "not the account of a grantee",
      {
        eventName: "CreateAccessGrant",
        requestParameters: {
          CreateAccessGrantRequest: {
            Grantee: { GranteeIdentifier: "arn:aws:iam::777788889999:role/analyst" },
          },
        },
      },
      "210987654321",
    ],
  ])("%s", (_, detail, accountId) => {
    expect(interpretEvent(callEvent(detail))).toMatchObject({ change: { accountId } });
  });
});

test("a hidden name is no subject", () => {
  const detail = {
    eventName: "PutAccessPointPolicy",
    requestParameters: { name: "HIDDEN_DUE_TO_SECURITY_REASONS" },
  };
  const result = interpretEvent(callEvent(detail));
  expect(result).toMatchObject({ kind: "change", change: { scope: "access point" } });
  expect(result).not.toHaveProperty("change.subject");
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
        requestParameters: { resourceArn: "arn%3Aaws%3As3%3A%3A%3A%zz" },
      }),
      "detail.requestParameters.resourceArn",
      "the name of a bucket",
    ],
    [
      "a bucket's name in the place of an ARN",
      callEvent({ eventName: "TagResource", requestParameters: { resourceArn: "orchard" } }),
      "detail.requestParameters.resourceArn",
      "the name of a bucket",
    ],
    [
      "a bucket whose name is hidden",
      callEvent({ requestParameters: { bucketName: "HIDDEN_DUE_TO_SECURITY_REASONS" } }),
      "detail.requestParameters.bucketName",
      "hides for security reasons",
    ],
    [
      "two buckets",
      callEvent({ requestParameters: { bucketName: ["orchard", "meadow"] } }),
      "detail.requestParameters.bucketName",
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

test.each([
  ["a replay of an archive is known by its name", { "replay-name": "after-the-outage" }, "after-the-outage"],
  ["an event that is no replay has none", {}, undefined],
  ["a name of another shape is none, and no reason to reject the event", { "replay-name": 1 }, undefined],
])("%s", (_, envelope, replayName) => {
  const result = interpretEvent(Object.assign({}, fixtureEvent("put-bucket-policy-public"), envelope));
  if (result.kind !== "change") throw new Error(`not a change: ${result.kind}`);
  expect(result.change.replayName).toBe(replayName);
});
