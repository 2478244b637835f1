import { SubscribeCommand, type SNSClient, UnsubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { parseArn, queueArn as queueArnOf } from "@security-auto/iam-policy";
import { Failure } from "../failure";
import type { Teardown } from "./teardown";

/**
 * Subscribes a queue of the e2e's own to a topic: it gets what the mail addresses get.
 *
 * @returns the queue's URL
 */
export async function probeTopic(
  { sns, sqs }: { readonly sns: SNSClient; readonly sqs: SQSClient },
  { topicArn, queueName }: { readonly topicArn: string; readonly queueName: string },
  teardown: Teardown,
): Promise<string> {
  const { region = "", accountId = "" } = parseArn(topicArn) ?? {};
  const queueArn = queueArnOf({ region, accountId, name: queueName });
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
      },
    ],
  };
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: queueName, Attributes: { Policy: JSON.stringify(policy) } }),
  );
  teardown.add(`queue ${queueName}`, () => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  if (QueueUrl === undefined) throw new Failure("SQS made a queue without a URL", 1);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: Attributes?.QueueArn,
      Attributes: { RawMessageDelivery: "true" },
      ReturnSubscriptionArn: true,
    }),
  );
  teardown.add(`subscription ${SubscriptionArn ?? ""}`, () =>
    sns.send(new UnsubscribeCommand({ SubscriptionArn })),
  );
  return QueueUrl;
}
