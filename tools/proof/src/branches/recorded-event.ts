import { randomUUID } from "node:crypto";
import { bucketArn, partitionOf } from "@security-auto/policies";
import { S3_ACCESS_CALLS, type S3AccessCall } from "@security-auto/events";

export interface RecordedCall {
  readonly call: S3AccessCall;
  readonly account: string;
  readonly region: string;
  /** Ignored for a call on a whole account. */
  readonly bucket: string;
}

/** The event that CloudTrail makes of a call, as it arrives on the central bus; without what the function never looks at. */
export function recordedEvent({ call, account, region, bucket }: RecordedCall): object {
  const { namedBy } = S3_ACCESS_CALLS[call];
  const partition = partitionOf(region);
  const arn = bucketArn({ partition, name: bucket });
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.s3",
    account,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "IAMUser",
        principalId: "AIDAPROOFEXAMPLE00001",
        arn: `arn:${partition}:iam::${account}:user/data-owner`,
        accountId: account,
        userName: "data-owner",
      },
      eventTime: time,
      eventSource: "s3.amazonaws.com",
      eventName: call,
      awsRegion: region,
      requestParameters: {
        ...(namedBy === "bucketName" && { bucketName: bucket }),
        ...(namedBy === "resourceArn" && { resourceArn: arn }),
      },
      eventID: randomUUID(),
      readOnly: false,
      recipientAccountId: account,
    },
  };
}
