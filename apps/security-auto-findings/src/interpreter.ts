import { type Assessment, assessmentSchema, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { parse, parseEnvelope } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import { UnreadableAssessmentError } from "./unreadable-assessment-error";

/** An assessment was published. */
export interface AssessedTask {
  readonly kind: "assessed";
  readonly assessment: Assessment;
}

/**
 * Says what an event asks of the function.
 *
 * @throws UnreadableAssessmentError for an assessment that is none of this version: it must not be lost, so it goes to the failure queue
 */
export function interpret(event: unknown): Interpretation<AssessedTask> {
  const envelope = parseEnvelope(event);
  if (!envelope.success) return envelope.error;
  const { id, source, "detail-type": detailType, detail } = envelope.data;
  if (source !== EVENT_SOURCE || detailType !== DETAIL_TYPES.assessed)
    return {
      kind: "other",
      why: `it is ${JSON.stringify(detailType)} of ${JSON.stringify(source)}, not an assessment`,
    };
  const read = parse(assessmentSchema, detail, ["detail"]);
  if (!read.success) throw new UnreadableAssessmentError(id, read.error);
  return { kind: "assessed", assessment: read.data };
}
