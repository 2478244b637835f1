import { seededRandom } from "@security-auto/testing";
import { type Burst, playBurst } from "./burst";
import { FIGURES } from "./figures";
import { billedMs } from "./load";
import { count, duration, table } from "./markdown";

const HOUR_MS = 3_600_000;
const EVENTS = 10_000;
const never = (): boolean => false;

/** Lambda's defaults, and our settings of the function. */
function usual(): Omit<Burst, "random"> {
  return {
    events: EVENTS,
    ...billedMs(FIGURES.measured, FIGURES.assumptions),
    concurrency: 1000,
    scaling: 1000,
    scalingMs: 10_000,
    retryWaitsMs: [60_000, 120_000],
    maxEventAgeMs: 6 * HOUR_MS,
    fails: never,
  };
}

const SLOW_MS = 30_000;

const CASES: Readonly<Record<string, Partial<Burst>>> = {
  "the account's 1,000 instances": {},
  "10 reserved": { concurrency: 10 },
  "100 reserved": { concurrency: 100 },
  "1 reserved": { concurrency: 1 },
  "every 20th event fails once": { fails: (event, attempt) => event % 20 === 0 && attempt === 0 },
  "every 100th event fails always": { fails: (event) => event % 100 === 0 },
  "10 reserved, every 100th fails always": { concurrency: 10, fails: (event) => event % 100 === 0 },
  "S3 down: each takes 30 s and fails": { coldMs: SLOW_MS, warmMs: SLOW_MS, fails: () => true },
  "10 reserved, each takes 30 s": { concurrency: 10, coldMs: SLOW_MS, warmMs: SLOW_MS },
};

export function burstTable(): string {
  const rows = Object.entries(CASES).map(([name, change]) => {
    const result = playBurst({ ...usual(), ...change, random: seededRandom(1) });
    const { arrived, handled, deadLettersFailed, deadLettersTooOld } = result;
    const lost = arrived - handled - deadLettersFailed - deadLettersTooOld;
    return [
      name,
      ...[handled, deadLettersFailed, deadLettersTooOld, lost].map(count),
      ...[result.invocations, result.throttles, result.instances, result.mostWaiting].map(count),
      duration(result.lastStartMs),
      duration(result.drainedMs),
    ];
  });
  const titles = ["handled", "DLQ: failed", "DLQ: too old", "lost"];
  const more = ["runs", "throttles", "instances", "most waiting", "last start", "drained"];
  return table([[`${count(EVENTS)} events at once`, ...titles, ...more], ...rows]);
}
