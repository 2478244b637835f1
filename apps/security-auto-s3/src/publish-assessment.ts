import { type Assessment, assessmentSchema, DETAIL_TYPES, fitAssessment } from "@security-auto/assessment";
import { SIZE_LIMITS } from "@security-auto/events";
import type { PrivateBus } from "@security-auto/private-bus";

/** What EventBridge puts around a detail, with room to spare. */
const ENVELOPE_BYTES = 4096;

/**
 * Puts an assessment on the private bus, as the contract has it.
 *
 * @throws what is wrong with an assessment that does not keep to the contract; PutEventError when EventBridge did not take it
 */
export async function publishAssessment(
  assessment: Assessment,
  bus: PrivateBus,
  signal: AbortSignal,
): Promise<void> {
  const kept = assessmentSchema.parse(assessment);
  const detail = fitAssessment(kept, SIZE_LIMITS.eventBridgeEvent - ENVELOPE_BYTES);
  await bus.put({ detailType: DETAIL_TYPES.assessed, detail }, signal);
}
