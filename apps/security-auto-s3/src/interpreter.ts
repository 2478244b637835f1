import { assessmentRequestSchema, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { eventBridgeEnvelopeSchema, interpretEvent, parse } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import type { AssessmentTask } from "./task";

/** Says what an event asks of the function. It takes any value and never throws. */
export function interpret(event: unknown): Interpretation<AssessmentTask> {
  const envelope = eventBridgeEnvelopeSchema.safeParse(event);
  const isRequest =
    envelope.success &&
    envelope.data.source === EVENT_SOURCE &&
    envelope.data["detail-type"] === DETAIL_TYPES.assessmentRequested;
  return isRequest ? requestIn(envelope.data.detail) : interpretEvent(event);
}

function requestIn(detail: unknown): Interpretation<AssessmentTask> {
  const request = parse(assessmentRequestSchema, detail, ["detail"]);
  if (request.success) return { kind: "request", request: request.data };
  const places = request.error.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return { kind: "invalid", error: `unusable request for an assessment: ${places}`, issues: request.error };
}
