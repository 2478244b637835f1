import { derivedId } from "./derived-id";
import type { EventIssue } from "./parse";

/** An event of CloudTrail as EventBridge delivers it. */
export interface CloudTrailEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [];
  /** The record itself, not a copy. */
  readonly detail: object;
}

export type WrappedRecord =
  | { readonly success: true; readonly data: CloudTrailEvent }
  | { readonly success: false; readonly error: readonly EventIssue[] };

// EventBridge's user guide spells the second one "Signin"; what it delivers is "Sign In".
const DETAIL_TYPES: ReadonlyMap<unknown, string> = /* @__PURE__ */ new Map([
  ["AwsApiCall", "AWS API Call via CloudTrail"],
  ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
  ["AwsConsoleAction", "AWS Console Action via CloudTrail"],
  ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
  ["AwsCloudTrailInsight", "AWS Insight via CloudTrail"],
]);

/**
 * One record of a CloudTrail log file (`{ "Records": [...] }`) as EventBridge would deliver it.
 *
 * It looks at the few fields the envelope is made of and copies nothing. The `id` follows from the record's
 * `eventID`, so that a second run gives the same event. EventBridge would hold back some records of a log file that
 * are wrapped here: reads, unless the rule asks for them, and what no trail logs.
 *
 * @returns the event, or what the record lacks
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function wrapCloudTrailRecord(record: unknown): WrappedRecord {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    return unusable("", "expected a CloudTrail record, an object");
  const eventType = "eventType" in record ? record.eventType : undefined;
  // Records of before version 1.02 have no type; all were API calls.
  const detailType = DETAIL_TYPES.get(eventType ?? "AwsApiCall");
  if (detailType === undefined) return unusable("eventType", "not a type that EventBridge delivers");
  const eventSource = textOf(record, "eventSource");
  if (eventSource === undefined) return unusable("eventSource", EXPECTED_TEXT);
  const eventID = textOf(record, "eventID");
  if (eventID === undefined) return unusable("eventID", EXPECTED_TEXT);
  const time = textOf(record, "eventTime");
  if (time === undefined) return unusable("eventTime", EXPECTED_TEXT);
  const region = textOf(record, "awsRegion");
  if (region === undefined) return unusable("awsRegion", EXPECTED_TEXT);
  const account = textOf(record, "recipientAccountId") ?? callerAccountOf(record);
  if (account === undefined) return unusable("recipientAccountId", EXPECTED_TEXT);

  return {
    success: true,
    data: {
      version: "0",
      id: derivedId(eventID),
      "detail-type": detailType,
      source: sourceOf(eventSource),
      account,
      time,
      region,
      resources: [],
      detail: record,
    },
  };
}

const EXPECTED_TEXT = "expected a string that is not empty";

/** `s3.amazonaws.com` -> `aws.s3`: true of every service in EventBridge's reference, `monitoring` and `signin` too. */
function sourceOf(eventSource: string): string {
  return `aws.${eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, "")}`;
}

function callerAccountOf(record: object): string | undefined {
  const identity = "userIdentity" in record ? record.userIdentity : undefined;
  return typeof identity === "object" && identity !== null ? textOf(identity, "accountId") : undefined;
}

function textOf(record: object, key: string): string | undefined {
  const found: unknown = Object.getOwnPropertyDescriptor(record, key)?.value;
  return typeof found === "string" && found !== "" ? found : undefined;
}

function unusable(path: string, message: string): WrappedRecord {
  return { success: false, error: [{ path, message }] };
}
