/** A bucket's policy was put. */
export const change = {
  version: "0",
  id: "b6a7c1de-0c11-4f0b-9d35-40b9f8a2c001",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.s3",
  account: "444455556666",
  time: "2026-03-04T09:14:02Z",
  region: "eu-central-1",
  resources: [],
  detail: {
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", accountId: "444455556666", userName: "release-bot" },
    eventTime: "2026-03-04T09:14:02Z",
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    awsRegion: "eu-central-1",
    requestParameters: { bucketName: "ledger-archive", policy: "" },
    eventID: "1c7e2b63-9d4c-4f1f-8e68-3c2d5b8f0a12",
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    resources: [{ accountId: "111122223333", type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger-archive" }],
  },
};
