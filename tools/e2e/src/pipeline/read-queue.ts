import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";

/**
 * Takes the messages out of a queue for which `take` finds something in the body, and leaves the others.
 *
 * @returns what was found, of at most ten messages
 */
export async function takeMessages<T>(
  client: SQSClient,
  queueUrl: string,
  take: (body: string) => T | undefined,
): Promise<readonly T[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  const taken: T[] = [];
  for (const { Body = "", ReceiptHandle } of Messages) {
    const found = take(Body);
    if (found === undefined) continue;
    taken.push(found);
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }
  return taken;
}
