import { type Assessment, DETAIL_TYPES } from "@security-auto/assessment";
import { privateBus } from "../src";

const bus = privateBus({
  busName: "security-auto",
  region: "us-west-2",
  credentials: () => ({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "not-a-secret" }),
});

/** Publishes an assessment. */
export async function publish(assessment: Assessment, signal: AbortSignal): Promise<void> {
  await bus.put({ detailType: DETAIL_TYPES.assessed, detail: JSON.stringify(assessment) }, signal);
}
