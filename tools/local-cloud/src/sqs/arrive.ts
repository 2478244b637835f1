import { updateQueueAlarms } from "../cloudwatch/update-alarms";
import type { Chain } from "../core/chain";
import { appendEffects, type OpenParts } from "../core/trace-parts";
import type { Queue, QueueMessage } from "../state/queue";
import type { RunningCloud } from "../state/running-cloud";

/** What follows when messages have arrived in a queue: its alarms, and what its consumer does. */
export async function arrive(
  cloud: RunningCloud,
  queue: Queue,
  ids: readonly string[],
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const consumed = cloud.consumers.get(queue.arn)?.consume(ids, chain);
  await updateQueueAlarms(cloud, queue, chain, parts);
  await appendEffects(parts, (await consumed) ?? []);
}

/**
 * Moves messages that were received too often to the dead-letter queue of theirs. SQS asks for no permission, and they keep
 * their ids.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export async function moveToDeadLetters(
  cloud: RunningCloud,
  { name, redrive }: Queue,
  messages: readonly QueueMessage[],
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const to = redrive?.deadLetterArn ?? "";
  const queue = cloud.resources.queues.get(to);
  if (queue === undefined) {
    const because = `the dead-letter queue of ${name} does not exist in this assembly`;
    parts.lost.push(...messages.map(() => ({ what: "message", to, because })));
    return;
  }
  for (const { id, body, attributes } of messages) {
    queue.send(body, attributes, { id, delaySeconds: 0 });
    parts.deadLetters.push({ queue: queue.name, body, attributes, reason: "max-receive-count" });
  }
  await arrive(
    cloud,
    queue,
    messages.map(({ id }) => id),
    chain,
    parts,
  );
}
