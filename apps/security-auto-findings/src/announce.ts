import type { Finding } from "@security-auto/assessment";
import type { Channel, FindingItem, Register } from "@security-auto/register";

/** Sends one transition of a finding to a channel. It throws where that did not accept it. */
export type Send = (finding: Finding, channel: Channel) => Promise<void>;

export interface Announcing {
  readonly register: Pick<Register, "finding" | "putFinding">;
  readonly send: Send;
  /** Of the invocation; the same when Lambda tries it again. */
  readonly requestId: string;
  /** When the invocation ends at the latest, in ms since 1970: by then another may take over. */
  readonly deadline: number;
  /** In ms since 1970. */
  readonly now: () => number;
}

/**
 * Announces the transitions of a finding that are still to be announced, in order. One request does so at a time: what others add
 * meanwhile it announces too, and when it fails, it fails as a whole and is tried again. So each transition is announced once on each
 * channel; twice only where the request ended between sending a message and writing that it was sent.
 *
 * @throws what sending throws, and what the register throws
 */
export async function announce(id: string, announcing: Announcing): Promise<void> {
  const { register, requestId, deadline, now } = announcing;
  let item = await register.finding(id);
  while (item !== undefined && item.unannounced.length > 0) {
    const { by, until } = item.announcing ?? {};
    const isAnothers =
      by !== undefined && by !== requestId && until !== undefined && Date.parse(until) > now();
    if (isAnothers) return;
    const claimed = next(item, { announcing: { by: requestId, until: new Date(deadline).toISOString() } });
    if (await register.putFinding(claimed)) item = await sendFirst(claimed, announcing);
    else item = await register.finding(id);
  }
}

/** Sends the first transition, and writes on which channels it was sent, also where one of them failed. */
async function sendFirst(claimed: FindingItem, announcing: Announcing): Promise<FindingItem | undefined> {
  const [first] = claimed.unannounced;
  if (first === undefined) return claimed;
  const results = await Promise.allSettled(
    first.channels.map((channel) => announcing.send(first.finding, channel)),
  );
  const failed = first.channels.filter((_, index) => results[index]?.status === "rejected");
  const after = await writeSent(claimed, first.number, failed, announcing);
  const error = results.find((result) => result.status === "rejected");
  if (error !== undefined) throw error.reason;
  return after;
}

/** Takes what was sent off the list. Others may have added transitions: those stay. */
async function writeSent(
  claimed: FindingItem,
  number: number,
  failed: readonly Channel[],
  { register }: Announcing,
): Promise<FindingItem | undefined> {
  let item: FindingItem | undefined = claimed;
  while (item !== undefined) {
    const unannounced = item.unannounced.flatMap((one) =>
      one.number !== number ? [one] : failed.length === 0 ? [] : [{ ...one, channels: failed }],
    );
    const isDone = unannounced.length === 0 || failed.length > 0;
    const after: FindingItem = next(item, {
      unannounced,
      announcing: isDone ? undefined : item.announcing,
    });
    if (await register.putFinding(after)) return after;
    item = await register.finding(claimed.finding.id);
  }
  return undefined;
}

const next = (item: FindingItem, change: Partial<FindingItem>): FindingItem => ({
  ...item,
  ...change,
  revision: item.revision + 1,
});
