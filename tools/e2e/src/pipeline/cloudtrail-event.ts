import { randomUUID } from "node:crypto";
import { cloudTrailEvent } from "@security-auto/testing";
import type { Call } from "./calls";

/** What the e2e calls itself: a person who reads one of its events sees that it is a test. */
export const USER_AGENT = "security-auto-e2e";

/** The event that CloudTrail would send to EventBridge for a call, as an entry of PutEvents. */
export function cloudTrailEntry(
  { name, errorCode, readOnly }: Pick<Call, "name" | "errorCode" | "readOnly">,
  { bucket, account, region }: { readonly bucket: string; readonly account: string; readonly region: string },
  now: Date = new Date(),
) {
  const { source, detail, ...event } = cloudTrailEvent({
    eventName: name,
    account,
    region,
    bucket,
    time: `${now.toISOString().slice(0, 19)}Z`,
    eventID: randomUUID(),
    detail: {
      userAgent: `[${USER_AGENT}]`,
      readOnly: readOnly === true,
      ...(errorCode !== undefined && { errorCode, errorMessage: "Access Denied" }),
    },
  });
  return { Source: source, DetailType: event["detail-type"], Time: now, Detail: JSON.stringify(detail) };
}
