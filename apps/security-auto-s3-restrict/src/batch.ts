import type { Message } from "./interpreter";

/** Which messages have to be received again, as Lambda's event source mapping reads it. */
export interface Failures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Works on all messages of a batch at once. One that fails holds back no other: it alone is received again.
 *
 * @param failed - is called with each message that failed, and with what it threw
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function workOnEach(
  messages: readonly Message[],
  work: (message: Message) => Promise<void>,
  failed: (message: Message, error: unknown) => void,
): Promise<Failures> {
  const outcomes = await Promise.all(
    messages.map(async (message) => {
      try {
        await work(message);
        return [];
      } catch (error) {
        failed(message, error);
        return [{ itemIdentifier: message.messageId }];
      }
    }),
  );
  return { batchItemFailures: outcomes.flat() };
}
