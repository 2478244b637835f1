import { cloudTrailEvent } from "@security-auto/testing";
import { MEMBER } from "./prepared-aws";

/** A policy was put on a bucket of the member account. Every `count` is another change. */
export function policyChange(bucket: string, count: number): object {
  return callOf(bucket, "PutBucketPolicy", count);
}

/** A call that changes nothing: the event is logged and no more. */
export function readingCall(): object {
  return callOf("ledger", "GetBucketAcl", 0);
}

function callOf(bucket: string, eventName: string, count: number): object {
  return cloudTrailEvent({
    eventName,
    account: MEMBER,
    bucket,
    parameters: { policy: "", Host: `${bucket}.s3.us-west-2.amazonaws.com` },
    eventID: `0f0f0f0f-0000-4000-8000-${String(count).padStart(12, "0")}`,
  });
}
