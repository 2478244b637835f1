import type { KnownCaller } from "./identity/caller";
import type { TraceParts } from "./trace";
import { emptyParts, type OpenParts } from "./trace-parts";

/** What a call to SQS, SNS or Lambda led to: a message, a notification, an invocation, an alarm. */
export interface CallTrace extends TraceParts {
  /** The permission, e.g. `lambda:InvokeFunction`. */
  readonly call: string;
  /** ARN of who called. */
  readonly caller: string;
}

export type CallListener = (trace: CallTrace) => void;

/** Runs what a call leads to, and tells those who listen. */
export type Follow = <T>(
  call: string,
  caller: KnownCaller,
  lead: (parts: OpenParts) => Promise<T>,
) => Promise<T>;

/** Who listens to the calls of a cloud. */
export class CallListeners {
  readonly #listeners = new Set<CallListener>();

  /** @returns stops listening */
  add(listener: CallListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly follow: Follow = async (call, { arn }, lead) => {
    const parts = emptyParts();
    const result = await lead(parts);
    for (const listener of this.#listeners) listener({ call, caller: arn, ...parts });
    return result;
  };
}
