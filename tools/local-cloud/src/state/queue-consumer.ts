import type { Chain } from "../core/chain";
import type { TraceParts } from "../core/trace";

/** What takes the messages of a queue as they are sent. */
export interface QueueConsumer {
  /**
   * Consumes messages that were just sent. Resolves when each has left the queue, or stays there because nobody may take
   * it, with what they led to, in order.
   */
  consume(ids: readonly string[], chain: Chain): Promise<readonly Promise<TraceParts>[]>;
}
