import type { ActionItem } from "@security-auto/register";
import { isUnderWay } from "./claim";
import type { Attempt } from "./ports";
import { publishTransition } from "./publish";
import { recordTransition } from "./record";

/** Ends the actions that wait for approval or for a deadline, and are for a bucket that is not there any more: they are refused, and say why. */
export async function withdraw(
  actions: readonly ActionItem[],
  because: string,
  attempt: Attempt,
): Promise<void> {
  for (const action of actions) {
    if (!isWaiting(action)) continue;
    const at = new Date(attempt.now()).toISOString();
    const ended: ActionItem = {
      ...action,
      remediation: { ...action.remediation, status: "refused", at, because, notBefore: undefined },
      revision: action.revision + 1,
    };
    // Where somebody else changed it first, it is theirs.
    if (await recordTransition(ended, attempt)) await publishTransition(action.remediation.id, attempt);
  }
}

/** What somebody began to undo may have been written. */
const isWaiting = (action: ActionItem): boolean =>
  action.remediation.status === "planned" && action.undo === undefined && !isUnderWay(action);
