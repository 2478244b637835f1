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
const OTHERS = ["START RequestId: 1", "{", "null", "[]", JSON.stringify({ message: "Invocation" })];

test("the events of a bucket in a log, each as often as it is there", () => {
  const lines = [
    ...OTHERS,
    logged("PutBucketPolicy"),
    logged("PutBucketAcl", "other"),
    logged("PutBucketPolicy"),
  ];
  expect(loggedCalls(lines, "a-bucket")).toEqual(["PutBucketPolicy", "PutBucketPolicy"]);
});

test("the assessment of a bucket on account of a call", () => {
  const lines = [...OTHERS, assessed("PutBucketAcl"), assessed("PutBucketPolicy", "other")];
  expect(assessmentOf(lines, "a-bucket", "PutBucketAcl")).toMatchObject({ call: "PutBucketAcl" });
  expect(assessmentOf(lines, "a-bucket", "PutBucketPolicy")).toBeUndefined();
});

test.each([...OTHERS, JSON.stringify(event("PutBucketAcl", "other"))])(
  "%s is no notification for the bucket",
  (text) => {
    expect(notifiedCall(text, "a-bucket")).toBeUndefined();
  },
);

test("a notification is the event", () => {
  expect(notifiedCall(JSON.stringify(event("PutBucketAcl")), "a-bucket")).toBe("PutBucketAcl");
});

test.each([...OTHERS, failed("PutBucketAcl", "other"), JSON.stringify(event("PutBucketAcl"))])(
  "%s is no failed invocation for the bucket",
  (text) => {
    expect(failureOf(text, "a-bucket")).toBeUndefined();
  },
);

test("a failed invocation has the event that failed", () => {
  expect(failureOf(failed("PutBucketAcl"), "a-bucket")?.requestPayload.detail.eventName).toBe("PutBucketAcl");
});
