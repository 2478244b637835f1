import { randomUUID } from "node:crypto";
import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import {
  eventSourceOf,
  type S3AccessCall,
  s3AccessCallFacts,
  type S3Service,
  sourceOf,
} from "@security-auto/events";

import { cloudTrailEvent } from "@security-auto/testing";

export interface RecordedCall {
  /** S3 itself if absent. */
  readonly service?: S3Service;
  readonly call: S3AccessCall;
  readonly account: string;
  readonly region: string;
  /** Ignored for a call that names no bucket. */
  readonly bucket: string;
}

/** The event that CloudTrail makes of a call, as it arrives on the central bus. */
export function recordedEvent({ service = "s3", call, account, region, bucket }: RecordedCall): object {
  const { namedBy } = s3AccessCallFacts(service, call);
  return cloudTrailEvent({
    eventName: call,
    account,
    region,
    source: sourceOf(service),
    eventSource: eventSourceOf(service),
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    id: randomUUID(),
    eventID: randomUUID(),
    parameters: {
      // What is named deeper is no bucket, and the function reads nothing of it.
      ...(namedBy.includes("bucketName") && { bucketName: bucket }),
      ...(namedBy.includes("resourceArn") && {
        resourceArn: bucketArn({ partition: partitionOf(region), name: bucket }),
      }),
    },
  });
}
