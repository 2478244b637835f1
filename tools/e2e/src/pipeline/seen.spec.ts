import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { assessmentOf, failureOf, loggedCalls, notifiedCall } from "./seen";

const event = (eventName: string, bucketName = "a-bucket") => ({
  source: "aws.s3",
  detail: { eventName, requestParameters: { bucketName } },
});
const logged = (eventName: string, bucketName?: string) =>
  JSON.stringify({ level: "INFO", message: "Lambda invocation event", event: event(eventName, bucketName) });
const assessed = (call: string, bucket = "a-bucket") =>
  JSON.stringify({
    message: "S3 access assessment",
    assessment: { ...ASSESSMENT_EXAMPLE, call, bucket },
  });
const failed = (eventName: string, bucketName?: string) =>
  JSON.stringify({
    requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
    requestPayload: event(eventName, bucketName),
    responsePayload: { errorType: "Runtime.ExitError" },
  });
const OTHERS = [
  { name: "a line of the platform", text: "START RequestId: 1" },
  { name: "half an object", text: "{" },
  { name: "null", text: "null" },
  { name: "a list", text: "[]" },
  { name: "a message without an event", text: JSON.stringify({ message: "Invocation" }) },
];
const OTHER_LINES = OTHERS.map(({ text }) => text);

test("the events of a bucket in a log, each as often as it is there", () => {
  const lines = [
    ...OTHER_LINES,
    logged("PutBucketPolicy"),
    logged("PutBucketAcl", "other"),
    logged("PutBucketPolicy"),
  ];
  expect(loggedCalls(lines, "a-bucket")).toEqual(["PutBucketPolicy", "PutBucketPolicy"]);
});

test("the assessment of a bucket on account of a call", () => {
  const lines = [...OTHER_LINES, assessed("PutBucketAcl"), assessed("PutBucketPolicy", "other")];
  expect(assessmentOf(lines, "a-bucket", "PutBucketAcl")).toMatchObject({ call: "PutBucketAcl" });
  expect(assessmentOf(lines, "a-bucket", "PutBucketPolicy")).toBeUndefined();
});

test.each([
  ...OTHERS,
  { name: "the event of another bucket", text: JSON.stringify(event("PutBucketAcl", "other")) },
])("$name is no notification for the bucket", ({ text }) => {
  expect(notifiedCall(text, "a-bucket")).toBeUndefined();
});

test("a notification is the event", () => {
  expect(notifiedCall(JSON.stringify(event("PutBucketAcl")), "a-bucket")).toBe("PutBucketAcl");
});

test.each([
  ...OTHERS,
  { name: "the failed invocation of another bucket", text: failed("PutBucketAcl", "other") },
  { name: "an event by itself", text: JSON.stringify(event("PutBucketAcl")) },
])("$name is no failed invocation for the bucket", ({ text }) => {
  expect(failureOf(text, "a-bucket")).toBeUndefined();
});

test("a failed invocation has the event that failed", () => {
  expect(failureOf(failed("PutBucketAcl"), "a-bucket")?.requestPayload.detail.eventName).toBe("PutBucketAcl");
});
