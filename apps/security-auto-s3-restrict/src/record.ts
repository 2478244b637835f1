import type { ActionItem } from "@security-auto/register";
import type { Attempt } from "./ports";

type Recording = Pick<Attempt, "id" | "endsAt" | "register">;

/**
 * Writes an action after a transition, which is still to be put on the bus, in place of the revision before. Resolves to whether it was
 * written: not where somebody else wrote it.
 */
export const recordTransition = (action: ActionItem, attempt: Recording): Promise<boolean> =>
  recordClaimed({ ...action, unpublished: true }, attempt);

/** The same where there was no transition. What is written is claimed: others wait for this attempt, until the invocation ends. */
export async function recordClaimed(
  action: ActionItem,
  { id, endsAt, register }: Recording,
): Promise<boolean> {
  const claim = { by: id, until: new Date(endsAt).toISOString() };
  if (await register.putAction({ ...action, claim })) return true;
  // Where the answer to a write is lost, the client tries it again, and its condition fails because of the write itself.
  const stands = await register.action(action.remediation.id);
  return (
    stands?.revision === action.revision &&
    stands.claim?.by === claim.by &&
    stands.claim.until === claim.until
  );
}
