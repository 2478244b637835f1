import type { ActionItem } from "@security-auto/register";
import type { Attempt } from "./ports";

/** Whether another attempt works on an action right now. */
export function isAnothers({ claim }: ActionItem, { id, now }: Pick<Attempt, "id" | "now">): boolean {
  return claim !== undefined && claim.by !== id && Date.parse(claim.until) > now();
}

/** Whether the writes of an action had begun, or were about to, when an attempt ended early. One that only waits, or is undone, is not. */
export function isUnderWay({ claim, undo, remediation }: ActionItem): boolean {
  const { status, respond, notBefore, requested } = remediation;
  const mayBeWritten = requested !== undefined || (respond === "enforce" && notBefore === undefined);
  return status === "planned" && claim !== undefined && undo === undefined && mayBeWritten;
}
