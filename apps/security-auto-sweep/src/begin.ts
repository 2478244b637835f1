import type { SweepAccount, SweepItem } from "@security-auto/register";
import { inTurns } from "./in-turns";
import type { Start } from "./messages";
import type { Ports } from "./ports";
import { delayBefore } from "./settle";
import { scopeOf } from "./want";
import { waitsOn } from "./waits-on";

const DAY_SECONDS = 24 * 60 * 60;

/** How long the register keeps a sweep, and its accounts and pages, in seconds. */
const KEPT_SECONDS = 400 * DAY_SECONDS;
export const PARTS_KEPT_SECONDS = 14 * DAY_SECONDS;

const WRITES_AT_ONCE = 25;
const FIRST_CHECK = 1;

/**
 * Begins a sweep: writes which accounts it covers, and has each listed and the whole looked after.
 *
 * @throws what the register, Organizations and the queue throw: the same message can be worked on again
 */
export async function begin(start: Start, ports: Ports): Promise<void> {
  const { sweep, account, reason, waitedBy } = start;
  const { register, send, now, logger } = ports;
  if (await waitsOn(start, ports)) return;
  // What happens from now on may be missed by this sweep: another one may wait.
  if (waitedBy !== undefined) await register.endWait({ scope: scopeOf(account), by: waitedBy });
  const known = await register.sweep(sweep);
  if (known !== undefined && known.nextCheck !== FIRST_CHECK) {
    logger.info("Nothing to do: the sweep is under way, or has ended", { sweep });
    return;
  }
  const { active, suspended } =
    account === undefined ? await ports.accounts() : { active: [account], suspended: [] };
  // Not when it was asked for: it may have waited, or have lain in the failure queue.
  const startedAt = new Date(now()).toISOString();
  const startedSeconds = Math.floor(now() / 1000);
  const item: SweepItem = {
    item: "sweep",
    version: "1",
    sweep,
    ...(account !== undefined && { account }),
    reason,
    startedAt,
    accounts: active.length,
    suspended,
    notCovered: [],
    listed: 0,
    assessed: 0,
    failed: 0,
    byVerdict: { holds: 0, violates: 0, unknown: 0 },
    accountsEnded: 0,
    quietChecks: 0,
    nextCheck: FIRST_CHECK,
    expiresAt: startedSeconds + KEPT_SECONDS,
  };
  await register.beginSweep(item);
  await inTurns(active, WRITES_AT_ONCE, (each) =>
    register.beginAccount(openAccount(sweep, each, startedSeconds + PARTS_KEPT_SECONDS)),
  );
  await send([
    ...active.map((each) => ({
      message: { version: "1", message: "account", sweep, account: each, reason } as const,
    })),
    {
      message: { version: "1", message: "settle", sweep, check: FIRST_CHECK },
      delaySeconds: delayBefore(FIRST_CHECK),
    },
  ]);
  logger.info("A sweep has begun", { sweep, accounts: active.length, suspended, reason });
}

const openAccount = (sweep: string, account: string, expiresAt: number): SweepAccount => ({
  item: "sweep-account",
  version: "1",
  sweep,
  account,
  state: "open",
  listed: 0,
  assessed: 0,
  byVerdict: { holds: 0, violates: 0, unknown: 0 },
  expiresAt,
});
