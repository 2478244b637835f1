import { randomUUID } from "node:crypto";
import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import {
  eventSourceOf,
  type S3AccessCall,
  s3AccessCallFacts,
  type S3Service,
  sourceOf,
} from "@security-auto/events";

export interface RecordedCall {
  /** S3 itself if absent. */
  readonly service?: S3Service;
  readonly call: S3AccessCall;
  readonly account: string;
  readonly region: string;
  /** Ignored for a call that names no bucket. */
  readonly bucket: string;
}

/** The event that CloudTrail makes of a call, as it arrives on the central bus; without what the function never looks at. */
export function recordedEvent({ service = "s3", call, account, region, bucket }: RecordedCall): object {
  const { namedBy } = s3AccessCallFacts(service, call);
  const partition = partitionOf(region);
  const arn = bucketArn({ partition, name: bucket });
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "AWS API Call via CloudTrail",
    source: sourceOf(service),
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
      eventSource: eventSourceOf(service),
      eventName: call,
      awsRegion: region,
      requestParameters: {
        // What is named deeper is no bucket, and the function reads nothing of it.
        ...(namedBy.includes("bucketName") && { bucketName: bucket }),
        ...(namedBy.includes("resourceArn") && { resourceArn: arn }),
      },
      eventID: randomUUID(),
      readOnly: false,
      recipientAccountId: account,
    },
  };
}
