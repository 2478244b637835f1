import type { Partition } from "@security-auto/register";
import { isAnothers } from "./claim";
import type { Place } from "./place";
import type { Attempt } from "./ports";

/** How long to wait before it is looked again whether another attempt is done, in ms. */
const PAUSE_MS = 500;

/**
 * What is known of a bucket, once no other attempt works on one: what it saw of the bucket may be older than this assessment.
 *
 * @throws that another does for longer than this attempt may wait
 */
export async function awaitTurn({ account, bucket }: Place, attempt: Attempt): Promise<Partition> {
  const { register, until, wait } = attempt;
  for (;;) {
    const known = await register.partition(account, bucket);
    const theirs = known.actions.find((action) => isAnothers(action, attempt));
    if (theirs === undefined) return known;
    if (attempt.now() + PAUSE_MS > until)
      throw new Error(`another request works on ${theirs.remediation.id}: try it again`);
    await wait(PAUSE_MS);
  }
}
