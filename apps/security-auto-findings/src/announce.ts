import type { Finding } from "@security-auto/assessment";
import type { Channel, FindingItem, Register } from "@security-auto/register";

/** Sends one transition of a finding to a channel. It throws where that did not accept it. */
export type Send = (finding: Finding, channel: Channel) => Promise<void>;

export interface Announcing {
  readonly register: Pick<Register, "finding" | "putFinding">;
  readonly send: Send;
  /** Of the invocation; the same when Lambda tries it again. */
  readonly requestId: string;
  /** Whether Lambda tries the request again when it fails: not one that an operator waits for. */
  readonly isRetried: boolean;
  /** When the invocation ends at the latest, in ms since 1970: by then another may take over. */
  readonly deadline: number;
  /** In ms since 1970. */
  readonly now: () => number;
}

/**
 * Announces the transitions of a finding that are still to be announced, on each channel in order. One request does so at a time: what others
 * add meanwhile it announces too. A channel that accepts nothing holds back no other; the request fails as a whole and is tried again. So each
 * transition is announced once on each channel; twice only where the request ended between sending a message and writing that it was sent.
 *
 * What is left to a request that nobody tries again may never be sent by that: so whoever leaves it fails, and looks again later.
 *
 * @throws what sending throws, when all that can be sent was sent; that something is left to such a request; and what the register throws
 */
export async function announce(id: string, announcing: Announcing): Promise<void> {
  const { register, requestId, isRetried, deadline, now } = announcing;
  const refusals: Refusals = new Map();
  let item = await register.finding(id);
  for (
    let due = dueIn(item, refusals);
    item !== undefined && due !== undefined;
    due = dueIn(item, refusals)
  ) {
    const { by, until, isRetried: isTheirsRetried = true } = item.announcing ?? {};
    const isAnothers =
      by !== undefined && by !== requestId && until !== undefined && Date.parse(until) > now();
    if (isAnothers && isTheirsRetried) break;
    if (isAnothers)
      throw new Error(
        `finding ${id} is being announced by request ${by}, which nobody tries again: the next attempt sees what that sent`,
      );
    const claim = { by: requestId, until: new Date(deadline).toISOString() };
    const claimed = next(item, { announcing: isRetried ? claim : { ...claim, isRetried } });
    if (await register.putFinding(claimed)) item = await sendDue(claimed, due, refusals, announcing);
    else item = await register.finding(id);
  }
  for (const error of refusals.values()) throw error;
}

/**
 * Announces what is still to be announced of several findings, all at once: a channel that does not answer costs its time once. One that
 * fails holds back no other.
 *
 * @throws what the first of them that failed threw
 */
export async function announceAll(ids: readonly string[], announcing: Announcing): Promise<void> {
  const outcomes = await Promise.allSettled(ids.map((id) => announce(id, announcing)));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/** What each channel threw that did not accept a message: it is sent no other one by this request. */
type Refusals = Map<Channel, unknown>;

interface Due {
  /** Of the transition. */
  readonly number: number;
  readonly finding: Finding;
  readonly channels: readonly Channel[];
}

/** The first transition that is to be announced on a channel that has refused none. */
function dueIn(item: FindingItem | undefined, refusals: Refusals): Due | undefined {
  return item?.unannounced
    .map((one) => ({ ...one, channels: one.channels.filter((channel) => !refusals.has(channel)) }))
    .find(({ channels }) => channels.length > 0);
}

/** Sends one transition, and writes on which channels it was sent, also where one of them refused. */
async function sendDue(
  claimed: FindingItem,
  due: Due,
  refusals: Refusals,
  announcing: Announcing,
): Promise<FindingItem | undefined> {
  const sending = due.channels.map(async (channel) => {
    try {
      await announcing.send(due.finding, channel);
    } catch (error) {
      refusals.set(channel, error);
    }
  });
  await Promise.all(sending);
  const sent = due.channels.filter((channel) => !refusals.has(channel));
  return writeSent(claimed, { ...due, channels: sent }, refusals, announcing);
}

/** Takes what was sent off the list, and lets others announce when there is no more to send. Transitions that others added stay. */
async function writeSent(
  claimed: FindingItem,
  sent: Due,
  refusals: Refusals,
  { register }: Announcing,
): Promise<FindingItem | undefined> {
  let item: FindingItem | undefined = claimed;
  while (item !== undefined) {
    const unannounced = item.unannounced
      .map((one) =>
        one.number === sent.number
          ? { ...one, channels: one.channels.filter((channel) => !sent.channels.includes(channel)) }
          : one,
      )
      .filter(({ channels }) => channels.length > 0);
    const isDone = dueIn({ ...item, unannounced }, refusals) === undefined;
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
