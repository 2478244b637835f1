import type { Happened, Traced } from "@security-auto/report";

/** How many are kept: the page lists the last ones. */
const KEPT = 100;

/** What happened in the local cloud, numbered, for pages that ask for what is new. */
export class Happenings {
  #last = 0;
  readonly #kept: Happened[] = [];
  readonly #waiting = new Set<() => void>();

  add(traced: Traced): void {
    this.#kept.push({ number: ++this.#last, at: new Date().toISOString(), traced });
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const wake of this.#waiting) wake();
  }

  /** What happened after that number. Where nothing has, it waits until something does, or `signal` is aborted. */
  async after(number: number, signal: AbortSignal): Promise<readonly Happened[]> {
    if (this.#last <= number && !signal.aborted)
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener("abort", wake, { once: true });
      });
    return this.#kept.filter((each) => each.number > number);
  }
}
