import type { ActionItem } from "@security-auto/register";
import { isAnothers } from "./claim";
import type { Attempt } from "./ports";

type Publishing = Pick<Attempt, "id" | "now" | "register" | "publish">;

/**
 * Puts the last transition of an action on the bus, where that is still to be done, and ends the claim.
 *
 * @throws what the bus and the register throw: the transition stays to be put
 */
export async function publishTransition(id: string, attempt: Publishing): Promise<void> {
  const { register, publish } = attempt;
  for (;;) {
    const action = await register.action(id);
    if (action?.unpublished === undefined || isAnothers(action, attempt)) return;
    await publish(action.remediation);
    if (await register.putAction(released(action))) return;
  }
}

const released = (action: ActionItem): ActionItem => ({
  ...action,
  claim: undefined,
  unpublished: undefined,
  revision: action.revision + 1,
});

/**
 * The same for a request that nobody tries again: what was asked for is done, also where the bus does not accept it. The next assessment of the
 * bucket puts it then.
 */
export async function publishOrLeave(
  id: string,
  attempt: Publishing & Pick<Attempt, "logger">,
): Promise<void> {
  const { register, logger } = attempt;
  try {
    await publishTransition(id, attempt);
  } catch (error) {
    logger.error("What was done is not on the bus yet: the next assessment of the bucket puts it there", {
      action: id,
      error,
    });
    const action = await register.action(id);
    if (action !== undefined && !isAnothers(action, attempt))
      await register.putAction({ ...action, claim: undefined, revision: action.revision + 1 });
  }
}
