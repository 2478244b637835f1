import { randomUUID } from "node:crypto";
import type { Chain } from "../core/chain";
import { deliverOrLose } from "../delivery/deliver";
import type { Parcel } from "../state/parcel";
import type { RunningCloud } from "../state/running-cloud";
import { inOrder, type OpenParts } from "../core/trace-parts";
import type { Subscription, Topic } from "../state/topic";

/** The subject of a mail whose publisher gave none. */
const SUBJECT = "AWS Notification Message";

/** Hands a published message to every subscription: to people at once, to queues and functions if they let SNS. */
export async function publish(
  cloud: RunningCloud,
  topic: Topic,
  { body: message, subject, chain }: Pick<Parcel, "body" | "subject" | "chain">,
  parts: OpenParts,
): Promise<void> {
  const subscriptions = cloud.resources.subscriptions.filter(
    ({ topicArn, takes }) => topicArn === topic.arn && takes(message),
  );
  parts.notifications.push({
    topic: topic.name,
    subject: subject ?? SUBJECT,
    message,
    recipients: subscriptions.map(({ protocol, endpoint }) => ({ protocol, endpoint })),
  });
  const machines = subscriptions.filter(({ protocol }) => protocol === "sqs" || protocol === "lambda");
  await inOrder(
    parts,
    machines.map((subscription) => (own) => forward(cloud, topic, subscription, message, chain, own)),
  );
}

async function forward(
  cloud: RunningCloud,
  topic: Topic,
  { protocol, endpoint, rawMessageDelivery }: Subscription,
  message: string,
  chain: Chain,
  parts: OpenParts,
): Promise<void> {
  const notification = {
    Type: "Notification",
    MessageId: randomUUID(),
    TopicArn: topic.arn,
    Message: message,
    Timestamp: new Date().toISOString(),
  };
  const record = { EventSource: "aws:sns", EventVersion: "1.0", Sns: { ...notification, Subject: null } };
  const body = protocol === "lambda" ? JSON.stringify({ Records: [record] }) : JSON.stringify(notification);
  const context = { "aws:SourceArn": topic.arn, "aws:SourceAccount": topic.accountId };
  await deliverOrLose(
    cloud,
    "notification",
    {
      sender: { kind: "service", service: "sns.amazonaws.com", context },
      to: endpoint,
      body: rawMessageDelivery ? message : body,
      chain: chain.next(),
    },
    parts,
  );
}
