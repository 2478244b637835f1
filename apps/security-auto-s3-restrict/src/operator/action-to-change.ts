import type { InvalidInput } from "@security-auto/handler";
import type { ActionItem } from "@security-auto/register";
import { isAnothers } from "../claim";
import type { Attempt } from "../ports";
import { refusal } from "./answer";

export type Found =
  | { readonly success: true; readonly data: ActionItem }
  | { readonly success: false; readonly error: InvalidInput };

/** An action that nobody else works on; or what to answer. */
export async function actionToChange(
  id: string,
  attempt: Pick<Attempt, "register" | "id" | "now">,
): Promise<Found> {
  const action = await attempt.register.action(id);
  if (action === undefined) return refused(`there is no action ${id}: npm run actions lists them`);
  return isAnothers(action, attempt)
    ? refused(`another request works on ${id} until ${action.claim?.until ?? ""} at most: ask again then`)
    : { success: true, data: action };
}

const refused = (message: string): Found => ({ success: false, error: refusal(message) });

/** What to answer where somebody else changed an action meanwhile. */
export const changedMeanwhile = (id: string): InvalidInput =>
  refusal(`somebody else changed ${id} meanwhile: look again with npm run actions`);
