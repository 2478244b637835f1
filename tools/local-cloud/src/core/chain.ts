/** Lambda stops a chain of invocations that cause each other after about as many. */
const LONGEST = 16;
/** Events and invocations that one origin sets off: a chain that branches at every step stays short for too long. */
const MOST = 10_000;

/**
 * How an event or an invocation came about: by so many steps, each causing the next, from one origin. What an origin sets
 * off is bounded in length and in number, so that a function that causes its own invocation comes to an end.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export class Chain {
  readonly #length: number;
  readonly #origin: { steps: number };
  /** Why nothing more may come of it; `undefined` as long as it may. */
  readonly stopped: string | undefined;

  private constructor(length: number, origin: { steps: number }) {
    this.#length = length;
    this.#origin = origin;
    if (length > LONGEST) this.stopped = `stopped: more than ${LONGEST} steps caused each other`;
    else if (origin.steps > MOST) this.stopped = `stopped: one event set off more than ${MOST} others`;
  }

  /** Of what nothing in the cloud caused. */
  static begin(): Chain {
    return new Chain(0, { steps: 0 });
  }

  /** Of what this caused. */
  next(): Chain {
    this.#origin.steps += 1;
    return new Chain(this.#length + 1, this.#origin);
  }
}
