import type { Start } from "./messages";
import type { Ports } from "./ports";
import { LONGEST_MS } from "./settle";
import { inAMinute, scopeOf } from "./want";

/**
 * Has a sweep of one account wait on while an earlier one lists that account's buckets, and says whether it does: otherwise somebody who
 * changes the account in a loop would have its buckets asked for faster and faster. It still sees what led to it. One that did not wait before, as
 * an operator's, waits for no other.
 *
 * @throws what the register and the queue throw: the same message can be worked on again
 */
export async function waitsOn(start: Start, ports: Ports): Promise<boolean> {
  const { sweep, account, waitedBy } = start;
  if (account === undefined || waitedBy === undefined) return false;
  const listing = await listingOf(account, sweep, ports);
  if (listing === undefined) return false;
  if (await inAMinute(start, scopeOf(account), waitedBy, ports))
    ports.logger.info("The sweep waits on: another one lists the account's buckets", {
      sweep,
      account,
      listing,
    });
  else ports.logger.info("No sweep is started: another one of the account waits by now", { sweep, account });
  return true;
}

/** The sweep of an account that lists its buckets now. */
async function listingOf(
  account: string,
  sweep: string,
  { register, now }: Ports,
): Promise<string | undefined> {
  for await (const other of register.sweeps()) {
    // Its id begins with when it was asked for: it may have begun as late as one before it ended.
    if (now() - Date.parse(other.startedAt) > 2 * LONGEST_MS) return undefined;
    if (other.sweep === sweep || other.account !== account || other.finishedAt !== undefined) continue;
    if (now() - Date.parse(other.startedAt) > LONGEST_MS) continue;
    const pages = await register.pages(other.sweep, account);
    const isListed = pages.length > 0 && pages.at(-1)?.next === undefined;
    const standing = isListed ? undefined : await register.account(other.sweep, account);
    if (standing?.state === "open" && standing.because === undefined) return other.sweep;
  }
  return undefined;
}
