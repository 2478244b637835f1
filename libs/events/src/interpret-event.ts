import { changeFacts, failureOf } from "./change-facts";
import { type CloudTrailDetail, cloudTrailCallSchema, cloudTrailDetailSchema } from "./cloudtrail-detail";
import { type EventBridgeEnvelope, eventBridgeEnvelopeSchema } from "./eventbridge-envelope";
import { type NamedByCall, namedByCall } from "./named-by-call";
import { type EventIssue, parse, type Parsed } from "./parse";
import { putFacetOf } from "./put-facet";
import {
  isS3AccessCall,
  type S3AccessCall,
  s3AccessCallFacts,
  type S3AccountAccessCall,
  type S3BucketAccessCall,
} from "./s3-access-calls";
import type { ChangeFacts, InvalidEvent, S3Change, S3Event } from "./s3-change";
import { API_CALL, S3_EVENT_SOURCES, serviceOf } from "./s3-services";

/**
 * Says what an event is: an access change, none of our concern, or unusable. It takes any value and never throws.
 *
 * A failed call is a `change` with a `failure`: the rule leaves such events out, and a caller that gets one anyway
 * can tell. A change of a bucket of which one cannot tell which is `invalid`, never `other`: silence would hide it.
 *
 * @example
 * ```ts
 * const event = interpretEvent(received);
 * if (event.kind === "change" && event.change.scope === "bucket") console.log(event.change.bucket);
 * ```
 */
export function interpretEvent(event: unknown): S3Event {
  const envelope = parseEnvelope(event);
  return envelope.success ? interpretEnvelope(envelope.data) : envelope.error;
}

/** An event's envelope, or what is wrong with the event. */
export function parseEnvelope(event: unknown): Parsed<EventBridgeEnvelope, InvalidEvent> {
  const envelope = parse(eventBridgeEnvelopeSchema, event);
  return envelope.success
    ? envelope
    : { success: false, error: invalidEvent("not an EventBridge event", envelope.error) };
}

/** As {@link interpretEvent}, of an event whose envelope was parsed already. */
export function interpretEnvelope(envelope: EventBridgeEnvelope): S3Event {
  const { source, "detail-type": detailType, detail } = envelope;
  if (!S3_EVENT_SOURCES.includes(source)) return other(`it comes from ${quote(source)}, not from S3`);
  if (detailType !== API_CALL)
    return other(`its detail-type is ${quote(detailType)}, not ${quote(API_CALL)}`);

  const called = parse(cloudTrailCallSchema, detail, ["detail"]);
  if (!called.success) return invalidEvent("not an API call's event", called.error);
  const { eventSource, eventName, readOnly } = called.data;
  const service = serviceOf(eventSource);
  if (service === undefined) return other(`it is a call of ${quote(eventSource)}, not of S3`);
  if (!isS3AccessCall(service, eventName)) return other(noAccessCall(eventName, readOnly));

  const full = parse(cloudTrailDetailSchema, detail, ["detail"]);
  if (!full.success) return invalidEvent(`unusable event of ${eventName}`, full.error);
  const named = namedByCall(s3AccessCallFacts(service, eventName), full.data);
  return changeOf(eventName, named, full.data, envelope);
}

function changeOf(
  call: S3AccessCall,
  named: NamedByCall,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): S3Event {
  if (named.kind === "other resource")
    return other(`${call} of ${named.arn}, which nobody is given access to`);
  if (named.kind === "none") return unnamed(call, named, detail);
  const facts = changeFacts(named, detail, envelope);
  return facts.success
    ? { kind: "change", change: withScope(call, named, facts.data, detail) }
    : invalidEvent(`unusable event of ${call}`, facts.error);
}

/** The casts say what {@link namedByCall} keeps to: `account` and `bucket` come of calls of that scope alone. */
function withScope(
  call: S3AccessCall,
  named: Exclude<NamedByCall, { kind: "none" | "other resource" }>,
  facts: ChangeFacts,
  { requestParameters }: CloudTrailDetail,
): S3Change {
  switch (named.kind) {
    case "account":
      return { scope: "account", call: call as S3AccountAccessCall, ...facts };
    case "bucket": {
      const bucketCall = call as S3BucketAccessCall;
      const put = facts.failure === undefined ? putFacetOf(bucketCall, requestParameters) : undefined;
      return { scope: "bucket", call: bucketCall, bucket: named.bucket, ...facts, ...(put && { put }) };
    }
    case "resource": {
      const { scope, subject, bucket } = named;
      return {
        scope,
        call,
        ...(subject !== undefined && { subject }),
        ...(bucket !== undefined && { bucket }),
        ...facts,
      };
    }
  }
}

function unnamed(
  call: S3AccessCall,
  { path, hidden }: Extract<NamedByCall, { kind: "none" }>,
  detail: CloudTrailDetail,
): S3Event {
  const failure = failureOf(detail);
  if (failure !== undefined) return other(`${call} failed (${failure.code}) and names no bucket`);
  const message = hidden
    ? "expected the name of a bucket, which CloudTrail hides for security reasons"
    : "expected the name of a bucket";
  return invalidEvent(`unusable event of ${call}`, [{ path, message }]);
}

function noAccessCall(eventName: string, readOnly: boolean | undefined): string {
  return readOnly === true
    ? `${quote(eventName)} only reads`
    : `${quote(eventName)} cannot change who can access data in S3`;
}

function other(why: string): S3Event {
  return { kind: "other", why };
}

/** An event that cannot be used: what it is, and what is wrong with it. */
export function invalidEvent(what: string, issues: readonly EventIssue[]): InvalidEvent {
  const said = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return { kind: "invalid", error: `${what}: ${said.join("; ")}`, issues };
}

function quote(text: string): string {
  return JSON.stringify(text);
}
