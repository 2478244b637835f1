import type { EventPattern } from "@security-auto/event-pattern";
import { listS3AccessCalls } from "./s3-access-calls";
import { API_CALL, eventSourceOf, sourceOf } from "./s3-services";

/** What changes for every bucket of an account, or of several: no event names one of them. */
const SWEEPING = /* @__PURE__ */ listS3AccessCalls().filter(
  ({ facts: { scope } }) => scope === "account" || scope === "organization",
);

/**
 * The EventBridge pattern of every successful call after which the buckets of an account, or of the organization, have to be judged again,
 * one by one.
 */
export const s3SweepingChangePattern = {
  source: [...new Set(SWEEPING.map(({ service }) => sourceOf(service)))],
  "detail-type": [API_CALL],
  detail: {
    errorCode: [{ exists: false }],
    eventSource: [...new Set(SWEEPING.map(({ service }) => eventSourceOf(service)))],
    eventName: SWEEPING.map(({ call }) => call),
  },
} as const satisfies EventPattern;
