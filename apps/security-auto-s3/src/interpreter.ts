import { assessmentRequestSchema, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { interpretEnvelope, invalidEvent, parse, parseEnvelope } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import * as z from "zod/mini";
import type { AssessmentTask } from "./task";

const messageSchema = z.object({ Records: z.array(z.object({ body: z.string() })) });

/** Says what an event asks of the function, which EventBridge delivers or a queue of it. It takes any value and never throws. */
export function interpret(event: unknown): Interpretation<AssessmentTask> {
  const envelope = parseEnvelope(delivered(event));
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

/** The event in the one message that Lambda takes from a queue; what has no messages is the event itself. */
function delivered(event: unknown): unknown {
  const { data } = messageSchema.safeParse(event);
  if (data === undefined) return event;
  try {
    return JSON.parse(data.Records[0]?.body ?? "");
  } catch {
    return event;
  }
}
