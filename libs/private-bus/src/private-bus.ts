import { answerOf } from "./answer";
import { type BusEvent, eventsCaller, type PrivateBusOptions } from "./events-caller";
import { PutEventError } from "./put-event-error";
import { tried } from "./retries";

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
