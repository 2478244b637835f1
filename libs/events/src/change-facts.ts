import { actorOf } from "./actor-of";
import type { CloudTrailDetail } from "./cloudtrail-detail";
import type { EventBridgeEnvelope } from "./eventbridge-envelope";
import type { NamedByCall } from "./named-by-call";
import type { Parsed } from "./parse";
import { accountOf, regionOf } from "./place-of";
import type { CallFailure, ChangeFacts } from "./s3-change";

/** What a change tells besides its call and what was changed, or what the event lacks to tell it. */
export function changeFacts(
  named: NamedByCall,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): Parsed<ChangeFacts> {
  const accountId = accountOf(named, detail, envelope);
  if (accountId === undefined)
    return lacking("detail.recipientAccountId", "expected an account id of 12 digits");
  const region = regionOf(detail, envelope);
  if (region === undefined) return lacking("detail.awsRegion", 'expected a region, such as "us-west-2"');
  const failure = failureOf(detail);
  const replayName = envelope["replay-name"];
  return {
    success: true,
    data: {
      accountId,
      region,
      actor: actorOf(detail.userIdentity),
      eventTime: detail.eventTime,
      changeId: detail.sharedEventID ?? detail.eventID,
      ...(replayName !== undefined && { replayName }),
      ...(failure && { failure }),
    },
  };
}

function lacking(path: string, message: string): Parsed<never> {
  return { success: false, error: [{ path, message }] };
}

/** Why a call failed; nothing when it succeeded. */
export function failureOf({ errorCode, errorMessage }: CloudTrailDetail): CallFailure | undefined {
  if (errorCode === undefined) return undefined;
  const code = typeof errorCode === "string" && errorCode !== "" ? errorCode : "unknown error";
  return { code, message: errorMessage };
}
