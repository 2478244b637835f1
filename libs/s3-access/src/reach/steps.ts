/**
 * More than any policy needs that is meant to be read, and about a tenth of a second: whatever a policy of 20 KB
 * multiplies with each other, judging ends.
 */
export const MOST_STEPS = 150_000;

/** Counts what judging costs: one step is one comparison of a value, a pattern or a statement. */
export class Steps {
  #left: number;
  readonly #most: number;

  constructor(most = MOST_STEPS) {
    this.#most = most;
    this.#left = most;
  }

  take(steps: number): void {
    this.#left -= steps;
  }

  /** Whether no more are left: what is not settled by now stays open. */
  get spent(): boolean {
    return this.#left <= 0;
  }

  get taken(): number {
    return this.#most - this.#left;
  }
}
