import type { ActionItem, Suppression } from "@security-auto/register";
import { apply } from "./apply";
import { isUnderWay } from "./claim";
import { excuseFor } from "./decide/excuse";
import { findingOf } from "./place";
import type { Attempt } from "./ports";
import { publishTransition } from "./publish";

/**
 * Finishes what an earlier attempt left of an action: its writes, and putting its last transition on the bus. Writes that had begun, and for
 * whose bucket somebody answers by now, stay as they are: an operator can undo them. Of an action that is finished
 * nothing is read again: a bucket may have many.
 */
export async function finish(
  action: ActionItem,
  suppressions: readonly Suppression[],
  attempt: Attempt,
): Promise<void> {
  const isBegun = isUnderWay(action);
  if (isBegun && isExcused(action, suppressions, attempt.now())) return;
  if (isBegun) await apply(action, { isRecorded: true }, attempt);
  if (isBegun || action.unpublished === true) await publishTransition(action.remediation.id, attempt);
}

/** Whether somebody answers for all that an action is to put right. */
const isExcused = (
  { remediation, invariants }: ActionItem,
  suppressions: readonly Suppression[],
  now: number,
): boolean =>
  invariants.every((name) =>
    excuseFor(findingOf(remediation, name), remediation.before.atLeast, suppressions, now),
  );
