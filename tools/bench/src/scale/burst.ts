import { EarliestFirst } from "./earliest-first";

/** A burst of events at a function, and what stands in its way. Times in ms. */
export interface Burst {
  /** All at once, at time 0. */
  readonly events: number;
  readonly coldMs: number;
  readonly warmMs: number;
  /** Instances at once: the account's concurrency, or what is reserved for the function. */
  readonly concurrency: number;
  /** New instances that may be made at once, and again every `scalingMs`; refilled all the time. */
  readonly scaling: number;
  readonly scalingMs: number;
  /** Further attempts after the function failed, and the wait before each. */
  readonly retryWaitsMs: readonly number[];
  readonly maxEventAgeMs: number;
  /** Whether the function fails on this attempt, counted from 0. */
  readonly fails: (event: number, attempt: number) => boolean;
  /** In [0, 1), spreads the attempts after a throttle. */
  readonly random: () => number;
}

export interface BurstResult {
  readonly arrived: number;
  readonly handled: number;
  /** In the failure queue: every attempt failed, or the event became too old. */
  readonly deadLettersFailed: number;
  readonly deadLettersTooOld: number;
  readonly invocations: number;
  readonly throttles: number;
  readonly instances: number;
  /** Events turned away or failed that wait to be tried again, at the worst moment. */
  readonly mostWaiting: number;
  readonly lastStartMs: number;
  readonly drainedMs: number;
}

/** Lambda's waits after each throttle: from a second, doubling, to five minutes. */
const THROTTLE_WAITS_MS = [1, 2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1000);
const LONGEST_WAIT_MS = 300_000;

interface Step {
  readonly kind: "attempt" | "end";
  readonly event: number;
  readonly failures: number;
  readonly throttles: number;
}

/**
 * Plays a burst through Lambda's queue for asynchronous events, event by event. An event that finds no free instance and
 * may make none is throttled and tries again later, at a random moment of its wait; one that fails waits for its next
 * attempt; one that is too old, or failed every attempt, is sent to the dead-letter queue. Instances stay for the whole burst.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
 */
export function playBurst(burst: Burst): BurstResult {
  const steps = new EarliestFirst<Step>();
  for (let event = 0; event < burst.events; event += 1)
    steps.add(0, { kind: "attempt", event, failures: 0, throttles: 0 });

  const tally = { handled: 0, deadLettersFailed: 0, deadLettersTooOld: 0, invocations: 0, throttles: 0 };
  let [instances, idle, waiting, mostWaiting, lastStartMs, drainedMs] = [0, 0, 0, 0, 0, 0];
  let [tokens, refilledAt] = [burst.scaling, 0];

  const start = (now: number, step: Step): void => {
    const isNew = idle === 0;
    if (isNew) [instances, tokens] = [instances + 1, tokens - 1];
    else idle -= 1;
    tally.invocations += 1;
    lastStartMs = now;
    steps.add(now + (isNew ? burst.coldMs : burst.warmMs), { ...step, kind: "end" });
  };
  const waitOrPark = (at: number, step: Step): void => {
    if (at > burst.maxEventAgeMs) {
      tally.deadLettersTooOld += 1;
      return;
    }
    waiting += 1;
    if (waiting > mostWaiting) mostWaiting = waiting;
    steps.add(at, step);
  };
  const throttle = (now: number, step: Step): void => {
    tally.throttles += 1;
    const wait = THROTTLE_WAITS_MS[step.throttles] ?? LONGEST_WAIT_MS;
    waitOrPark(now + wait * burst.random(), { ...step, throttles: step.throttles + 1 });
  };
  const finish = (now: number, step: Step): void => {
    idle += 1;
    const waitMs = burst.retryWaitsMs[step.failures];
    if (!burst.fails(step.event, step.failures)) tally.handled += 1;
    else if (waitMs === undefined) tally.deadLettersFailed += 1;
    else waitOrPark(now + waitMs, { ...step, kind: "attempt", failures: step.failures + 1, throttles: 0 });
  };

  for (let next = steps.take(); next !== undefined; next = steps.take()) {
    const { at: now, item: step } = next;
    tokens = Math.min(burst.scaling, tokens + ((now - refilledAt) * burst.scaling) / burst.scalingMs);
    [refilledAt, drainedMs] = [now, now];
    if (step.kind === "end") {
      finish(now, step);
      continue;
    }
    if (step.failures + step.throttles > 0) waiting -= 1;
    if (idle > 0 || (instances < burst.concurrency && tokens >= 1)) start(now, step);
    else throttle(now, step);
  }
  return { arrived: burst.events, ...tally, instances, mostWaiting, lastStartMs, drainedMs };
}
