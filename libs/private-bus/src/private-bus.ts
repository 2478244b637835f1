import type { DetailType } from "@security-auto/assessment";
import type { AwsCredentials } from "@security-auto/credentials";
import { answerOf } from "./answer";
import { eventsCaller } from "./events-caller";
import { PutEventError } from "./put-event-error";
import { tried } from "./retries";

export interface PrivateBusOptions {
  readonly busName: string;
  readonly region: string;
  /** Asked for at each call: Lambda renews them. */
  readonly credentials: () => AwsCredentials;
  /** How long one attempt may hear nothing, in ms. @defaultValue 3000 */
  readonly requestTimeoutMs?: number;
}

/** One event of the contract. */
export interface BusEvent {
  readonly detailType: DetailType;
  /** As JSON. */
  readonly detail: string;
}

export interface PrivateBus {
  /**
   * Puts one event on the bus, and returns when EventBridge has it.
   *
   * @throws PutEventError when EventBridge did not take it; the signal's reason when it was aborted
   */
  readonly put: (event: BusEvent, signal: AbortSignal) => Promise<void>;
  /** Closes the connections. */
  readonly close: () => void;
}

/**
 * The bus on which functions publish what they found. Keeps its connections: make one for the life of a function's instance. It
 * calls nothing yet. What may pass is tried again by the SDK's own rules.
 */
export function privateBus(options: PrivateBusOptions): PrivateBus {
  const { call, close } = eventsCaller(options);
  return {
    put: async (event, signal) => {
      const put = await tried(async () => {
        await answerOf(await call([event], signal));
      }, signal);
      if (!put.success)
        throw new PutEventError(event.detailType, options.busName, put.error.name, put.attempts, put.error);
    },
    close,
  };
}
