/**
 * How delays and visibility timeouts of queues that Lambda polls pass: in real time, or as soon as nothing else is to be
 * done (`skipped`).
 */
export type DelayMode = "real" | "skipped";

/** Delays and visibility timeouts are whole seconds: what was sent within one comes together. */
const SECOND_MS = 1000;

interface Waiting {
  /** By `now` of the delays, in ms since 1970. */
  readonly until: number;
  readonly wake: () => void;
  timer?: NodeJS.Timeout;
}

/**
 * The time of the queues that Lambda polls. Skipped, it stands still beside the real one while a function runs anywhere in
 * the cloud, and goes on to the earliest of all waits when none does: what waits sees all that came before it.
 */
export class Delays {
  readonly mode: DelayMode;
  readonly #now: () => number;
  readonly #waiting = new Set<Waiting>();
  #ahead = 0;
  #running = 0;
  #isChecking = false;

  /** @param now - the real time, in ms since 1970 */
  constructor(mode: DelayMode, now: () => number) {
    this.mode = mode;
    this.#now = now;
  }

  /** In ms since 1970: the real time, and what was skipped. */
  now(): number {
    return this.#now() + this.#ahead;
  }

  /** Runs something that no wait may overtake. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#check();
    }
  }

  /** @returns forgets the wait */
  wait(until: number, wake: () => void): () => void {
    const waiting: Waiting = { until, wake };
    this.#waiting.add(waiting);
    if (this.mode === "real") {
      waiting.timer = setTimeout(
        () => {
          this.#wake(waiting);
        },
        Math.max(0, until - this.now()),
      ).unref();
    } else this.#check();
    return () => {
      clearTimeout(waiting.timer);
      this.#waiting.delete(waiting);
    };
  }

  /** Nothing that waits comes any more. */
  close(): void {
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    this.#isChecking = true;
  }

  /** What a call has led to begins within the turn of the event loop that follows it, so that two of them say that nothing does. */
  #check(): void {
    if (this.mode === "real" || this.#isChecking || this.#running > 0 || this.#waiting.size === 0) return;
    this.#isChecking = true;
    setImmediate(() =>
      setImmediate(() => {
        this.#isChecking = false;
        this.#skip();
      }),
    );
  }

  #skip(): void {
    if (this.#running > 0) return;
    const [first, ...others] = this.#waiting;
    if (first === undefined) return;
    const next = others.reduce((earliest, each) => (each.until < earliest.until ? each : earliest), first);
    const until = Math.ceil(next.until / SECOND_MS) * SECOND_MS;
    this.#ahead += Math.max(0, until - this.now());
    this.#wake(next);
    this.#check();
  }

  #wake(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    waiting.wake();
  }
}
