import { answersOf } from "./answer";
import { eventsCaller } from "./events-caller";
import type { BusEvent, PrivateBusOptions } from "./events-caller";
import { PutEventError, type RefusedEntryError } from "./put-event-error";
import { mayPass, tried } from "./retries";

/** EventBridge takes no more entries in one call. */
export const MOST_ENTRIES = 10;

export interface BatchedBus {
  /**
   * Puts up to ten events on the bus in one call. Those that EventBridge did not take and may yet are put again, and no others.
   *
   * @throws PutEventError when one or more were not taken at last: all others were; the signal's reason when it was aborted
   * @throws RangeError for none or for more than ten
   */
  readonly putAll: (events: readonly BusEvent[], signal: AbortSignal) => Promise<void>;
  /** Closes the connections. */
  readonly close: () => void;
}

/** The private bus for whoever has much to say. */
export function batchedBus(options: PrivateBusOptions): BatchedBus {
  const { call, close } = eventsCaller(options);
  return {
    putAll: async (events, signal) => {
      const [first] = events;
      if (first === undefined || events.length > MOST_ENTRIES)
        throw new RangeError(`1 to ${MOST_ENTRIES} events are put at once, not ${events.length}`);
      let left = events;
      const refused: RefusedEntryError[] = [];
      const put = await tried(async () => {
        const answers = await answersOf(await call(left, signal), left.length);
        const failed = left.flatMap((event, index) => {
          const error = answers[index];
          return error === undefined ? [] : [{ event, error }];
        });
        refused.push(...failed.filter(({ error }) => !mayPass(error)).map(({ error }) => error));
        const again = failed.filter(({ error }) => mayPass(error));
        left = again.map(({ event }) => event);
        if (again[0] !== undefined) throw again[0].error;
      }, signal);
      const { detailType } = first;
      if (!put.success)
        throw new PutEventError(detailType, options.busName, put.error.name, put.attempts, put.error);
      const [error] = refused;
      if (error !== undefined) throw new PutEventError(detailType, options.busName, error.name, 1, error);
    },
    close,
  };
}
