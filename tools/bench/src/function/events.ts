import { MEMBER } from "./prepared-aws";

/** A policy was put on a bucket of the member account. Every `count` is another change. */
export function policyChange(bucket: string, count: number): object {
  return event(bucket, "PutBucketPolicy", count);
}

/** A call that changes nothing: the event is logged and no more. */
export function readingCall(): object {
  return event("ledger", "GetBucketAcl", 0);
}

function event(bucket: string, eventName: string, count: number): object {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.s3",
    account: MEMBER,
    time: "2026-01-31T09:14:02Z",
    region: "us-west-2",
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:alex",
        arn: `arn:aws:sts::${MEMBER}:assumed-role/Engineer/alex`,
        accountId: MEMBER,
      },
      eventTime: "2026-01-31T09:14:02Z",
      eventSource: "s3.amazonaws.com",
      eventName,
      awsRegion: "us-west-2",
      sourceIPAddress: "192.0.2.10",
      userAgent: "aws-cli/2.15.0",
      requestParameters: { bucketName: bucket, policy: "", Host: `${bucket}.s3.us-west-2.amazonaws.com` },
      responseElements: null,
      eventID: `0f0f0f0f-0000-4000-8000-${String(count).padStart(12, "0")}`,
      readOnly: false,
      resources: [{ accountId: MEMBER, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: MEMBER,
      eventCategory: "Management",
    },
  };
}
