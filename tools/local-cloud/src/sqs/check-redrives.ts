import { LocalCloudError } from "../core/local-cloud-error";
import type { CloudResources } from "../state/cloud-resources";

/**
 * As a deployment does: SQS takes no redrive policy whose dead-letter queue does not allow the queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function checkRedrives({ queues }: Pick<CloudResources, "queues">): void {
  for (const { name, arn, redrive } of queues.values()) {
    const deadLetters = redrive && queues.get(redrive.deadLetterArn);
    if (deadLetters === undefined || deadLetters.takesFrom(arn)) continue;
    throw new LocalCloudError(
      `the redrive policy of ${name} names ${deadLetters.name}, whose RedriveAllowPolicy does not allow ${name}: the stack would not deploy`,
    );
  }
}
