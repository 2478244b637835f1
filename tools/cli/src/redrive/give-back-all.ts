import type { FailureQueue } from "./failure-queue";

/** As many as the SDK has connections: a call that waits for one counts as timed out. */
const AT_ONCE = 50;

/**
 * Makes held messages visible again. One that cannot be given back is visible when its time is over; where that is so for all
 * of a batch, it is for the rest.
 */
export async function giveBackAll(
  receipts: readonly string[],
  queue: Pick<FailureQueue, "giveBack">,
): Promise<void> {
  for (let begin = 0; begin < receipts.length; begin += AT_ONCE) {
    const batch = receipts.slice(begin, begin + AT_ONCE);
    const ends = await Promise.allSettled(batch.map((receipt) => queue.giveBack(receipt)));
    if (ends.every(({ status }) => status === "rejected")) return;
  }
}
