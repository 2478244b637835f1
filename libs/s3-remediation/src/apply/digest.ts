import { createHash } from "node:crypto";
import type { RecordedSettings } from "@security-auto/register";
import type { RemediationPlan } from "../plan";
import { canonical } from "../settings/canonical";

/**
 * A digest of what was planned, and from which state. An apply whose digest is not the one that was announced starts over. The sentences
 * for people are not part of it.
 */
export function digestOf(
  { bucket, respond, steps }: Pick<RemediationPlan, "bucket" | "respond" | "steps">,
  prior: RecordedSettings,
): string {
  const calls = steps.map(({ call, parameters }) => ({ call, parameters }));
  return createHash("sha256").update(canonical({ bucket, respond, calls, prior })).digest("hex");
}
