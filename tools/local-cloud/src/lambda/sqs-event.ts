import { parseArn } from "@security-auto/iam-policy";
import type { JsonObject } from "../core/json";
import { md5, md5OfAttributes } from "../sqs/message-digest";
import { systemAttributesOf } from "../sqs/queue-operations";
import type { HeldMessage } from "../state/queue";

/**
 * The event of a batch of messages.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function sqsEvent(queueArn: string, messages: readonly HeldMessage[]): JsonObject {
  const awsRegion = parseArn(queueArn)?.region;
  return {
    Records: messages.map((message) => ({
      messageId: message.id,
      receiptHandle: message.receipt,
      body: message.body,
      attributes: systemAttributesOf(message),
      messageAttributes: attributesOf(message),
      ...(Object.keys(message.attributes).length > 0 && {
        md5OfMessageAttributes: md5OfAttributes(message.attributes),
      }),
      md5OfBody: md5(message.body),
      eventSource: "aws:sqs",
      eventSourceARN: queueArn,
      awsRegion,
    })),
  };
}

function attributesOf({ attributes }: HeldMessage): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, stringValue]) => [
      name,
      { stringValue, stringListValues: [], binaryListValues: [], dataType: "String" },
    ]),
  );
}
