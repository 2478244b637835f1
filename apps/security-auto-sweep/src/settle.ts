import type { Sweep } from "@security-auto/assessment";
import type { SweepAccount, SweepItem } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { countAccount, type CountedAccount, sum } from "./count-account";
import { inTurns } from "./in-turns";
import type { Settle } from "./messages";
import type { Ports } from "./ports";

const READS_AT_ONCE = 10;

/** A sweep is ended after that time, in ms: Lambda gives an event up before. */
export const LONGEST_MS = 6 * 60 * 60 * 1000;

/**
 * And when so many checks in a row found nothing new, which takes 54 minutes at the least. A request that fails is tried again for a quarter
 * of an hour, and may have waited behind those of another sweep.
 */
const MOST_QUIET_CHECKS = 60;

/** So many buckets without an assessment are named, and so many accounts that were not covered: all of it has to fit into one event. */
const MOST_MISSING = 100;
const MOST_NOT_COVERED = 500;

/** What is said of one account, in characters. */
const LONGEST_REASON = 200;

const NOT_LISTED =
  "its buckets were not all listed when the sweep ended: the failure queue may have the message";

/** How long before a check is made, in seconds: checks grow rarer. */
export function delayBefore(check: number): number {
  return Math.min(60, 5 * check);
}

/**
 * Adds up what a sweep has come to, and ends it when all of it was assessed, or it has to end without. Until then it has itself be called
 * again. Of several checks with one number only one writes.
 *
 * @throws what the register, the bus and the queue throw, and where the check before was not written yet: the same message can be worked on again
 */
export async function settle({ sweep, check }: Settle, ports: Ports): Promise<void> {
  const { register, send, publish, now, logger } = ports;
  const before = await register.sweep(sweep);
  if (before === undefined || before.finishedAt !== undefined || check < before.nextCheck) {
    logger.info("Nothing to add up: the sweep has ended, or the check was made", { sweep, check });
    return;
  }
  // It was sent before that was written: dropped, nobody would look after the sweep again.
  if (check > before.nextCheck)
    throw new Error(
      `check ${check} of ${sweep} came before check ${before.nextCheck} was written: it is made later`,
    );
  const standing = await register.accounts(sweep);
  const open = new Set(standing.filter(({ state }) => state === "open").map(({ account }) => account));
  const counted = await inTurns(standing, READS_AT_ONCE, async (account) =>
    // One that ended with buckets missing ended with the sweep, whose last check is made again: they are named again.
    open.has(account.account) || account.listed > account.assessed
      ? countAccount(account, await register.pages(sweep, account.account))
      : { account, unanswered: [], isListed: account.because === undefined },
  );
  const ended = counted.filter(({ account }) => account.state !== "open");
  const endedNow = ended.filter(({ account }) => open.has(account.account));
  await inTurns(endedNow, READS_AT_ONCE, ({ account }) => register.putAccount(account));
  const after = added(before, counted);
  const isOver = ended.length === counted.length || isLate(after, now());
  if (!isOver) {
    // Sent first: without it nobody would look after the sweep again.
    await send([
      {
        message: { version: "1", message: "settle", sweep, check: check + 1 },
        delaySeconds: delayBefore(check + 1),
      },
    ]);
    await register.putSweep({ ...after, nextCheck: check + 1 }, check);
    logger.info("The sweep goes on", { sweep, listed: after.listed, assessed: after.assessed });
    return;
  }
  const finished = finish(after, counted, now());
  // Told first: told twice is better than never.
  await publish({ kind: "finished", sweep: finished });
  const unended = counted.filter(({ account }) => account.state === "open");
  await inTurns(unended, READS_AT_ONCE, (one) => register.putAccount(endedWithout(one)));
  const { finishedAt, failed, notCovered, moreNotCovered } = finished;
  await register.putSweep(
    { ...after, accountsEnded: counted.length, finishedAt, failed, notCovered, moreNotCovered },
    check,
  );
  logger.info("The sweep has ended", { sweep: finished });
}

/** An account of a sweep that is over. One that is open has buckets that were not listed, or of which no assessment came. */
function endedWithout({ account, isListed }: CountedAccount): SweepAccount {
  if (account.state !== "open") return account;
  const { because = isListed ? undefined : NOT_LISTED } = account;
  return because === undefined
    ? { ...account, state: "done" }
    : { ...account, state: "not covered", because };
}

/** The sweep with what its accounts come to. */
function added(before: SweepItem, counted: readonly CountedAccount[]): SweepItem {
  const accounts = counted.map(({ account }) => account);
  const after = {
    ...before,
    accounts: accounts.length,
    accountsEnded: accounts.filter(({ state }) => state !== "open").length,
    ...namedOf(accounts.flatMap(notCoveredIn)),
    listed: sum(accounts, ({ listed }) => listed),
    assessed: sum(accounts, ({ assessed }) => assessed),
    byVerdict: {
      holds: sum(accounts, ({ byVerdict }) => byVerdict.holds),
      violates: sum(accounts, ({ byVerdict }) => byVerdict.violates),
      unknown: sum(accounts, ({ byVerdict }) => byVerdict.unknown),
    },
  };
  const isSame = after.listed === before.listed && after.assessed === before.assessed;
  return isSame && notCoveredBy(after) === notCoveredBy(before)
    ? { ...after, quietChecks: before.quietChecks + 1 }
    : { ...after, quietChecks: 0 };
}

const notCoveredIn = ({ account, because }: SweepAccount) =>
  because === undefined ? [] : [{ account, because: shortened(because, LONGEST_REASON) }];

/** As many accounts as are named, and how many more there are. */
function namedOf(notCovered: Sweep["notCovered"]): Pick<Sweep, "notCovered" | "moreNotCovered"> {
  const more = notCovered.length - MOST_NOT_COVERED;
  return {
    notCovered: notCovered.slice(0, MOST_NOT_COVERED),
    moreNotCovered: more > 0 ? more : undefined,
  };
}

const notCoveredBy = ({ notCovered, moreNotCovered = 0 }: SweepItem): number =>
  notCovered.length + moreNotCovered;

function isLate({ startedAt, quietChecks }: SweepItem, now: number): boolean {
  return now - Date.parse(startedAt) >= LONGEST_MS || quietChecks >= MOST_QUIET_CHECKS;
}

function finish(item: SweepItem, counted: readonly CountedAccount[], now: number): Sweep {
  const { sweep, account, reason, startedAt, accounts, suspended, listed, assessed, byVerdict } = item;
  return {
    version: "1",
    sweep,
    ...(account !== undefined && { account }),
    reason,
    startedAt,
    finishedAt: new Date(now).toISOString(),
    accounts,
    suspended,
    ...namedOf(counted.map(endedWithout).flatMap(notCoveredIn)),
    listed,
    assessed,
    failed: listed - assessed,
    byVerdict,
    missing: counted
      .flatMap(({ account: { account: of }, unanswered }) =>
        unanswered.map((bucket) => ({ account: of, bucket })),
      )
      .slice(0, MOST_MISSING),
  };
}
