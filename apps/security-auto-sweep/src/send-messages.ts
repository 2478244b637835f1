import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Sent } from "./ports";

/** SQS takes no more in one call. */
const MOST_ENTRIES = 10;

/**
 * Sends messages to a queue.
 *
 * @throws Error when the queue did not take one of them; the others may have been sent
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export async function sendMessages(
  messages: readonly Sent[],
  {
    client,
    queueUrl,
    signal,
  }: { readonly client: SQSClient; readonly queueUrl: string; readonly signal: AbortSignal },
): Promise<void> {
  for (let from = 0; from < messages.length; from += MOST_ENTRIES) {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages.slice(from, from + MOST_ENTRIES).map(({ message, delaySeconds }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
          DelaySeconds: delaySeconds,
        })),
      }),
      { abortSignal: signal },
    );
    const [failed] = Failed;
    if (failed !== undefined)
      throw new Error(
        `${Failed.length} messages were not sent: ${failed.Code ?? ""}: ${failed.Message ?? ""}`,
      );
  }
}
