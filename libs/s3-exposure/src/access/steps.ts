/** More than any policy needs that is meant to be read: whatever a policy of 20 KB multiplies with each other, judging ends. */
export const MOST_STEPS = 150_000;

/** How many comparisons of two characters a step pays for, beside the first. */
const CHARACTERS = 1024;

/**
 * What it costs at most to compare each pattern with each value: a pattern may be tried at every place of a value, so long
 * ones cost more than a step.
 */
export function comparisonSteps(patterns: readonly string[], values: readonly string[]): number {
  const characters = totalLength(patterns) * totalLength(values);
  return patterns.length * values.length + Math.floor(characters / CHARACTERS);
}

function totalLength(texts: readonly string[]): number {
  let length = 0;
  for (const text of texts) length += text.length;
  return length;
}

/** Counts what judging costs: one step is one comparison of a short value, a pattern or a statement. */
export class Steps {
  #left: number;
  readonly #most: number;
  readonly #whole: Steps | undefined;

  constructor(most = MOST_STEPS, whole?: Steps) {
    this.#most = most;
    this.#whole = whole;
    this.#left = most;
  }

  take(steps: number): void {
    // What costs more than is left is not done.
    const done = this.spent ? steps : Math.min(steps, this.#left);
    this.#left -= done;
    this.#whole?.take(done);
  }

  /** Whether no more are left: what is not settled by now stays open. */
  get spent(): boolean {
    return this.#left <= 0;
  }

  get taken(): number {
    return this.#most - this.#left;
  }

  /** Steps for one part of the judging, so that it leaves some to the others. */
  share(part: number): Steps {
    return new Steps(Math.floor(this.#most * part), this);
  }
}
