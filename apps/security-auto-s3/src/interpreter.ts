import { assessmentRequestSchema, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { interpretEnvelope, invalidEvent, parse, parseEnvelope } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import type { AssessmentTask } from "./task";

/** Says what an event asks of the function. It takes any value and never throws. */
export function interpret(event: unknown): Interpretation<AssessmentTask> {
  const envelope = parseEnvelope(event);
  if (!envelope.success) return envelope.error;
  const { source, "detail-type": detailType, detail } = envelope.data;
  const isRequest = source === EVENT_SOURCE && detailType === DETAIL_TYPES.assessmentRequested;
  return isRequest ? requestIn(detail) : interpretEnvelope(envelope.data);
}

function requestIn(detail: unknown): Interpretation<AssessmentTask> {
  const request = parse(assessmentRequestSchema, detail, ["detail"]);
  return request.success
    ? { kind: "request", request: request.data }
    : invalidEvent("unusable request for an assessment", request.error);
}
