import { setTimeout as pause } from "node:timers/promises";
import type { SweepItem, SweepRegister } from "@security-auto/register";

const LOOK_EVERY_MS = 500;

/** A sweep that was not looked after for so long stands still, in ms: a check is made every minute. */
const STILL_MS = 10 * 60 * 1000;

/**
 * Looks again and again how far a sweep is, until it has ended.
 *
 * @param told - is called with each look
 * @returns `undefined` where it stands still: it has not begun, or nobody looks after it
 */
export async function followSweep(
  id: string,
  register: Pick<SweepRegister, "sweep">,
  told: (sweep: SweepItem | undefined) => void,
  now: () => number = Date.now,
): Promise<SweepItem | undefined> {
  let check = 0;
  let checkedAt = now();
  for (;;) {
    const sweep = await register.sweep(id);
    told(sweep);
    if (sweep?.finishedAt !== undefined) return sweep;
    const next = sweep?.nextCheck ?? 0;
    if (next !== check) checkedAt = now();
    check = next;
    if (now() - checkedAt > STILL_MS) return undefined;
    await pause(LOOK_EVERY_MS);
  }
}
