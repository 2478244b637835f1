import fc from "fast-check";
import { fixtureEvent, fixtures } from "../test/fixtures";
import { anyJson, mutatedEvent } from "../test/hostile";
import { derivedId } from "./derived-id";
import { interpretEvent } from "./interpret-event";
import { wrapCloudTrailRecord } from "./wrap-cloudtrail-record";

const record = {
  eventVersion: "1.11",
  userIdentity: { type: "AWSService", accountId: "345612789045" },
  eventTime: "2026-02-11T09:30:12Z",
  eventSource: "s3.amazonaws.com",
  eventName: "PutBucketAcl",
  awsRegion: "us-west-2",
  eventID: "8e6a1edc-1952-4b4e-affa-6d42580b951b",
  eventType: "AwsApiCall",
  recipientAccountId: "210987654321",
};

test("the envelope of a record", () => {
  const wrapped = wrapCloudTrailRecord(record);
  expect(wrapped).toEqual({
    success: true,
    data: {
      version: "0",
      id: derivedId(record.eventID),
      "detail-type": "AWS API Call via CloudTrail",
      source: "aws.s3",
      account: "210987654321",
      time: "2026-02-11T09:30:12Z",
      region: "us-west-2",
      resources: [],
      detail: record,
    },
  });
  expect(wrapped).toEqual(wrapCloudTrailRecord(structuredClone(record)));
  expect(wrapped).not.toHaveProperty("data.id", record.eventID);
  if (wrapped.success) expect(wrapped.data.detail).toBe(record);
});

test.each([
  ["AwsApiCall", "AWS API Call via CloudTrail"],
  [undefined, "AWS API Call via CloudTrail"],
  ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
  ["AwsConsoleAction", "AWS Console Action via CloudTrail"],
  ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
  ["AwsCloudTrailInsight", "AWS Insight via CloudTrail"],
])("eventType %s is delivered as %s", (eventType, detailType) => {
  expect(wrapCloudTrailRecord({ ...record, eventType })).toHaveProperty("data.detail-type", detailType);
});

test.each([
  ["s3.amazonaws.com", "aws.s3"],
  ["sts.amazonaws.com", "aws.sts"],
  ["signin.amazonaws.com", "aws.signin"],
  ["monitoring.amazonaws.com", "aws.monitoring"],
  ["elasticloadbalancing.amazonaws.com", "aws.elasticloadbalancing"],
  ["cognito-idp.amazonaws.com", "aws.cognito-idp"],
  ["states.amazonaws.com.cn", "aws.states"],
])("eventSource %s has the source %s", (eventSource, source) => {
  expect(wrapCloudTrailRecord({ ...record, eventSource })).toHaveProperty("data.source", source);
});

test("without recipientAccountId, as before version 1.02, the account is the caller's", () => {
  expect(wrapCloudTrailRecord({ ...record, recipientAccountId: undefined })).toHaveProperty(
    "data.account",
    "345612789045",
  );
});

test.each([
  ["null", null, ""],
  ["an array", [record], ""],
  ["text", "record", ""],
  ["no eventSource", { ...record, eventSource: undefined }, "eventSource"],
  ["a number as id", { ...record, eventID: 7 }, "eventID"],
  ["an empty time", { ...record, eventTime: "" }, "eventTime"],
  ["no region", { ...record, awsRegion: null }, "awsRegion"],
  ["no account", { ...record, recipientAccountId: 1, userIdentity: null }, "recipientAccountId"],
  ["a type that stays in CloudTrail", { ...record, eventType: "AwsVpceEvent" }, "eventType"],
  ["a prototype's field", Object.create(record), ""],
])("unusable: %s", (_, unusable: unknown, path) => {
  const wrapped = wrapCloudTrailRecord(unusable);
  if (wrapped.success) throw new Error("was wrapped");
  expect(wrapped.error).toHaveLength(1);
  if (path !== "") expect(wrapped.error).toMatchObject([{ path }]);
});

test("a wrapped record is interpreted as the delivered event is", () => {
  const changes = fixtures.filter(({ expect: { kind } }) => kind === "change");
  expect(changes.length).toBeGreaterThan(25);
  for (const { name } of changes) {
    const event = fixtureEvent(name);
    if (typeof event !== "object" || event === null || !("detail" in event)) throw new Error(name);
    const wrapped = wrapCloudTrailRecord(event.detail);
    if (!wrapped.success) throw new Error(name);
    const { id, ...rest } = wrapped.data;
    expect({ ...event, id }).toEqual({ ...rest, id });
    expect(interpretEvent(wrapped.data)).toEqual(interpretEvent(event));
  }
});

test("no JSON value makes it throw", () => {
  const details = mutatedEvent.map((event) =>
    typeof event === "object" && event !== null && "detail" in event ? event.detail : event,
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyJson, details), (value) => {
      const wrapped = wrapCloudTrailRecord(value);
      expect(wrapped.success ? wrapped.data.detail : wrapped.error[0]?.message).toBeTruthy();
    }),
    { numRuns: 2000 },
  );
});
