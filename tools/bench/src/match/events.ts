import { cloudTrailEvent, type RecordedCall } from "@security-auto/testing";

/** Nine events of a bus that sees S3 management calls and some others; four change access. */
export function sampleEvents(): readonly unknown[] {
  const samples = [
    callOf("PutBucketTagging", { bucketName: "ledger", tagging: "" }),
    callOf("PutBucketPolicy", { bucketName: "ledger", policy: "", bucketPolicy: {} }),
    callOf("DeleteBucketPublicAccessBlock", { bucketName: "site", publicAccessBlock: "" }),
    callOf("PutAccountPublicAccessBlock", { accountId: "111122223333" }),
    callOf("GetBucketAcl", { bucketName: "ledger", acl: "" }),
    callOf("ListBuckets", {}),
    callOf("PutBucketAcl", { bucketName: "ledger" }, { detail: { errorCode: "AccessDenied" } }),
    callOf("CreateRole", { roleName: "reader" }, { source: "aws.iam", eventSource: "iam.amazonaws.com" }),
    {
      ...callOf("", {}, { source: "aws.ec2" }),
      "detail-type": "EC2 Instance State-change Notification",
      detail: { "instance-id": "i-0123456789abcdef0", state: "running" },
    },
  ];
  // As they come from the wire: parsed from text, no two alike in memory.
  return samples.map((sample): unknown => JSON.parse(JSON.stringify(sample)));
}

function callOf(eventName: string, parameters: object, more: Partial<RecordedCall> = {}): object {
  return cloudTrailEvent({ eventName, parameters, account: "111122223333", ...more });
}
