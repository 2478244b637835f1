import { randomUUID } from "node:crypto";
import type { Call } from "./calls";

/** What CloudTrail would tell EventBridge about a call, as an entry of PutEvents. */
export function cloudTrailEntry(
  call: Pick<Call, "name" | "errorCode" | "readOnly">,
  { bucket, account, region }: { readonly bucket: string; readonly account: string; readonly region: string },
  now: Date = new Date(),
) {
  const time = `${now.toISOString().slice(0, 19)}Z`;
  const detail = {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDAEXAMPLEUSERID0001",
      arn: `arn:aws:iam::${account}:user/e2e`,
      accountId: account,
      accessKeyId: "AKIAEXAMPLEKEY000001",
      userName: "e2e",
    },
    eventTime: time,
    eventSource: "s3.amazonaws.com",
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: "198.51.100.24",
    userAgent: "[security-auto-e2e]",
    ...(call.errorCode !== undefined && { errorCode: call.errorCode, errorMessage: "Access Denied" }),
    requestParameters: { bucketName: bucket, Host: `${bucket}.s3.${region}.amazonaws.com` },
    responseElements: null,
    requestID: "C8F0B2D5S3REQ01",
    eventID: randomUUID(),
    readOnly: call.readOnly === true,
    resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
  };
  return {
    Source: "aws.s3",
    DetailType: "AWS API Call via CloudTrail",
    Time: now,
    Detail: JSON.stringify(detail),
  };
}
