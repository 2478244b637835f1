import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { asked, type Check, ok, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

/** Whether the failure queue is empty. */
export async function checkFailureQueues(
  { failureQueues }: Expected,
  { sqs }: DoctorClients,
  environment: string,
): Promise<readonly Check[]> {
  const checks = await Promise.all(
    failureQueues.map(({ name }) =>
      asked(`queue ${name}`, async () => {
        const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
        const AttributeNames = [
          "ApproximateNumberOfMessages" as const,
          "ApproximateNumberOfMessagesNotVisible" as const,
        ];
        const { Attributes = {} } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
        );
        const waiting = AttributeNames.reduce((sum, each) => sum + Number(Attributes[each] ?? 0), 0);
        return [
          waiting === 0
            ? ok(`queue ${name}`, "empty")
            : wrong(
                `queue ${name}`,
                `${waiting} events could not be delivered or handled`,
                `npm run redrive -- --environment=${environment}`,
              ),
        ];
      }),
    ),
  );
  return checks.flat();
}
