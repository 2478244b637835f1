import type { EventPattern } from "@security-auto/event-pattern";
import { S3_ACCESS_CALLS } from "./s3-access-calls";
import { API_CALL, eventSourceOf, S3_EVENT_SOURCES, S3_SERVICES, type S3Service } from "./s3-services";

/**
 * The services whose calls are matched by one list of names. A pattern of each service's own names is longer than
 * EventBridge accepts; one list for all would also match `TagResource` of AWS Organizations, which is no change here.
 */
const MATCHED_TOGETHER: readonly (readonly S3Service[])[] = [
  /* @__PURE__ */ S3_SERVICES.filter((service) => service !== "organizations"),
  ["organizations"],
];

/**
 * The EventBridge pattern of every successful call in {@link S3_ACCESS_CALLS}.
 *
 * A failed call is delivered as well, with an `errorCode`; it changed nothing, so the pattern leaves it out.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const s3AccessChangePattern = {
  source: S3_EVENT_SOURCES,
  "detail-type": [API_CALL],
  detail: {
    errorCode: [{ exists: false }],
    $or: /* @__PURE__ */ MATCHED_TOGETHER.map((services) => ({
      eventSource: services.map(eventSourceOf),
      eventName: [...new Set(services.flatMap((service) => Object.keys(S3_ACCESS_CALLS[service])))],
    })),
  },
} as const satisfies EventPattern;
