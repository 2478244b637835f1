import type { EventPattern } from "@security-auto/event-pattern";
import { S3_ACCESS_CALLS } from "./s3-access-calls";
import { S3_API_CALL } from "./s3-api-call";

/**
 * The EventBridge pattern of every successful call in {@link S3_ACCESS_CALLS}.
 *
 * A failed call is delivered as well, with an `errorCode`; it changed nothing, so the pattern leaves it out.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const s3AccessChangePattern = {
  source: [S3_API_CALL.source],
  "detail-type": [S3_API_CALL.detailType],
  detail: {
    eventSource: [S3_API_CALL.eventSource],
    eventName: /* @__PURE__ */ Object.keys(S3_ACCESS_CALLS),
    errorCode: [{ exists: false }],
  },
} as const satisfies EventPattern;
