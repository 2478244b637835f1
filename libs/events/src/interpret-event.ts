import { bucketOf } from "./bucket-of";
import { changeFacts, failureOf } from "./change-facts";
import { type CloudTrailDetail, cloudTrailCallSchema, cloudTrailDetailSchema } from "./cloudtrail-detail";
import { type EventBridgeEnvelope, eventBridgeEnvelopeSchema } from "./eventbridge-envelope";
import { type EventIssue, parse } from "./parse";
import {
  isAccountCall,
  isS3AccessCall,
  type S3AccountAccessCall,
  type S3BucketAccessCall,
} from "./s3-access-calls";
import { S3_API_CALL } from "./s3-api-call";
import type { S3Event } from "./s3-change";

/**
 * Says what an event is: an access change, none of our concern, or unusable. It takes any value and never throws.
 *
 * A failed call is a `change` with a `failure`: the rule leaves such events out, and a caller that gets one anyway
 * can tell. An access change of which one cannot tell what it changed is `invalid`, never `other`: silence would
 * hide it.
 *
 * @example
 * ```ts
 * const event = interpretEvent(received);
 * if (event.kind === "change" && event.change.scope === "bucket") console.log(event.change.bucket);
 * ```
 */
export function interpretEvent(event: unknown): S3Event {
  const envelope = parse(eventBridgeEnvelopeSchema, event);
  if (!envelope.success) return invalid("not an EventBridge event", envelope.error);
  const { source, "detail-type": detailType, detail } = envelope.data;
  if (source !== S3_API_CALL.source) return other(`it comes from ${quote(source)}, not from S3`);
  if (detailType !== S3_API_CALL.detailType)
    return other(`its detail-type is ${quote(detailType)}, not ${quote(S3_API_CALL.detailType)}`);

  const called = parse(cloudTrailCallSchema, detail, ["detail"]);
  if (!called.success) return invalid("not an API call's event", called.error);
  const { eventSource, eventName, readOnly } = called.data;
  if (eventSource !== S3_API_CALL.eventSource)
    return other(`it is a call of ${quote(eventSource)}, not of ${quote(S3_API_CALL.eventSource)}`);
  if (!isS3AccessCall(eventName)) return other(noAccessCall(eventName, readOnly));

  const full = parse(cloudTrailDetailSchema, detail, ["detail"]);
  if (!full.success) return invalid(`unusable event of ${eventName}`, full.error);
  return isAccountCall(eventName)
    ? accountChange(eventName, full.data, envelope.data)
    : bucketChange(eventName, full.data, envelope.data);
}

function accountChange(
  call: S3AccountAccessCall,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): S3Event {
  const facts = changeFacts(undefined, detail, envelope);
  return facts.success
    ? { kind: "change", change: { scope: "account", call, ...facts.data } }
    : invalid(`unusable event of ${call}`, facts.error);
}

function bucketChange(
  call: S3BucketAccessCall,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): S3Event {
  const named = bucketOf(call, detail);
  if (named.kind === "other resource") return other(`${call} of ${named.arn}, which is no bucket`);
  if (named.kind === "none") {
    const failure = failureOf(detail);
    return failure === undefined
      ? invalid(`unusable event of ${call}`, [{ path: named.path, message: "expected the name of a bucket" }])
      : other(`${call} failed (${failure.code}) and names no bucket`);
  }
  const { bucket } = named;
  const facts = changeFacts(bucket, detail, envelope);
  return facts.success
    ? { kind: "change", change: { scope: "bucket", call, bucket, ...facts.data } }
    : invalid(`unusable event of ${call}`, facts.error);
}

function noAccessCall(eventName: string, readOnly: boolean | undefined): string {
  return readOnly === true
    ? `${quote(eventName)} only reads`
    : `${quote(eventName)} cannot change who reaches a bucket`;
}

function other(why: string): S3Event {
  return { kind: "other", why };
}

function invalid(what: string, issues: readonly EventIssue[]): S3Event {
  const said = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return { kind: "invalid", error: `${what}: ${said.join("; ")}`, issues };
}

function quote(text: string): string {
  return JSON.stringify(text);
}
