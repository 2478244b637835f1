import type { InvalidInput } from "@security-auto/handler";
import { apply, mayWrite } from "../apply";
import type { Asked } from "../interpreter";
import type { Attempt } from "../ports";
import { publishOrLeave } from "../publish";
import { actionToChange, changedMeanwhile } from "./action-to-change";
import { type Answer, refusal } from "./answer";

/** Applies an action that is planned, and records who approved it. */
export async function approve(
  { action: id, by, owner, reason }: Extract<Asked, { readonly request: "approve" }>,
  attempt: Attempt,
): Promise<Answer | InvalidInput> {
  const found = await actionToChange(id, attempt);
  if (!found.success) return found.error;
  const { remediation } = found.data;
  const { status, account } = remediation;
  if (status !== "planned")
    return refusal(`the action is ${status}: only one that is planned can be approved`);
  if (attempt.writeRoleIn(account) === undefined)
    return refusal(
      `there is no role that may write buckets of ${account}: have an invariant of the environment file approve or enforce, and deploy`,
    );
  if (!(await mayWrite(attempt)))
    return refusal("enforcement is switched off: switch it on first, with npm run enforcement -- on");

  const approved = {
    ...remediation,
    because: undefined,
    notBefore: undefined,
    requested: { by, owner, reason },
  };
  const begun = { ...found.data, undo: undefined, remediation: approved };
  const applied = await apply(begun, { isRecorded: true }, attempt);
  if (applied.outcome === "taken") return changedMeanwhile(id);
  await publishOrLeave(id, attempt);
  const action = applied.action?.remediation;
  return { ...(action !== undefined && { action }), outcome: applied.outcome };
}
