import type { InvalidInput } from "@security-auto/handler";
import type { ActionItem } from "@security-auto/register";
import { type S3Write, undoAction } from "@security-auto/s3-remediation";
import { callsOf } from "../apply";
import type { Asked } from "../interpreter";
import type { Attempt } from "../ports";
import { publishOrLeave } from "../publish";
import { recordClaimed, recordTransition } from "../record";
import { actionToChange, changedMeanwhile } from "./action-to-change";
import { type Answer, refusal } from "./answer";
import { suppress } from "./suppress";

/**
 * Restores what a bucket had before an action, and has it left alone for a time. Where the bucket was changed since, it answers the
 * differences and writes nothing, unless that is forced.
 */
export async function undo(
  { action: id, by, owner, reason, until, ...asked }: Extract<Asked, { readonly request: "undo" }>,
  attempt: Attempt,
): Promise<Answer | InvalidInput> {
  const found = await actionToChange(id, attempt);
  if (!found.success) return found.error;
  const { remediation } = found.data;
  const force = asked.force === true;
  const requested = { by, owner, reason };
  const action: ActionItem = {
    ...found.data,
    remediation: { ...remediation, because: undefined, notBefore: undefined, requested },
  };
  const { read, now, wait } = attempt;
  let isClaimed = false;
  const undone = await undoAction(
    { action, asked: { by, owner, reason, force }, until: attempt.until },
    {
      read: () => read(remediation),
      write: await attempt.openWriter(action, callsOfUndo(action, force)),
      // The first is written before anything is: how the action stands is the same, and not to be put on the bus again.
      record: (next) => {
        const record = isClaimed ? recordTransition : recordClaimed;
        isClaimed = true;
        return record(next, attempt);
      },
      suppress: () => suppress(action, { owner, reason, until, by }, attempt),
      now,
      wait,
    },
  );
  switch (undone.outcome) {
    case "taken":
      return changedMeanwhile(id);
    case "nothing to undo":
      return refusal(`there is nothing to undo: ${undone.because}`);
    case "differs":
      return { action: remediation, outcome: "differs", differences: undone.differences };
    case "undone":
    case "failed":
      await publishOrLeave(id, attempt);
      return { action: undone.action.remediation, outcome: undone.outcome };
  }
}

/** Forced, the ACL below IgnorePublicAcls may have to be restored too. */
function callsOfUndo({ remediation, prior }: ActionItem, force: boolean): readonly S3Write["call"][] {
  const calls = callsOf(remediation.undo);
  return force && prior.acl !== null ? [...calls, "PutBucketAcl"] : calls;
}
