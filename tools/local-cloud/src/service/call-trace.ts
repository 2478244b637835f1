import type { Chain } from "../core/chain";
import { causeOf, type KnownCaller } from "../identity/caller";
import type { TraceParts } from "../core/trace";
import { emptyParts, type OpenParts } from "../core/trace-parts";
import { UnderWay } from "../core/under-way";

/** What a call to SQS, SNS, Lambda or EventBridge led to: a message, a notification, an invocation, an alarm, an event. */
export interface CallTrace extends TraceParts {
  /** The permission, e.g. `lambda:InvokeFunction`. */
  readonly call: string;
  /** ARN of who called. */
  readonly caller: string;
}

export type CallListener = (trace: CallTrace) => void;

/** What a call is answered with, and when all that it led to has ended; absent: it has. */
export interface Led<T> {
  readonly answer: T;
  readonly ended?: Promise<void>;
}

/**
 * Runs what a call leads to. When a function made the call, this belongs to the trace of its invocation; otherwise those who
 * listen hear of it.
 */
export type Follow = <T>(
  call: string,
  caller: KnownCaller,
  lead: (parts: OpenParts, chain: Chain) => Promise<Led<T>>,
) => Promise<T>;

/** Who listens to the calls of a cloud. */
export class CallListeners {
  readonly #listeners = new Set<CallListener>();
  readonly #underWay = new UnderWay();

  /** @returns stops listening */
  add(listener: CallListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when nothing that a call led to is under way. */
  settled(): Promise<void> {
    return this.#underWay.settled();
  }

  /** Those who listen hear of what `led` comes to. */
  readonly report = (of: Pick<CallTrace, "call" | "caller">, led: Promise<TraceParts>): void => {
    this.#underWay.add(
      led.then(
        (parts) => {
          for (const listener of this.#listeners) listener({ ...of, ...parts });
        },
        () => undefined,
      ),
    );
  };

  readonly follow: Follow = async (call, caller, lead) => {
    const { chain, waiting } = causeOf(caller);
    const parts = emptyParts();
    // At once: nobody else sees what the call has changed before this knows of it.
    const led = (async () => await lead(parts, chain))();
    const ended = led.then(({ ended }) => ended);
    if (waiting === undefined) {
      this.report(
        { call, caller: caller.arn },
        ended.then(() => parts),
      );
    } else {
      waiting.recordEffect(
        ended.then(
          () => parts,
          () => parts,
        ),
      );
    }
    return (await led).answer;
  };
}
