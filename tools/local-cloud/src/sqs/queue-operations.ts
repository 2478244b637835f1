import { SIZE_LIMITS } from "@security-auto/events";
import { ServiceError } from "../http/service-error";
import type { JsonObject } from "../core/json";
import type { MessageTrace } from "../core/trace";
import { md5, md5OfAttributes } from "./message-digest";
import { sizeOfMessage } from "./size-of-message";
import type { HeldMessage, Queue } from "../state/queue";
import { attributesOf, chooser, invalidParameter, messageTooLong, requiredText, whole } from "./sqs-input";

/** What a call on a queue answers; nothing for an empty answer. `changed`: its depth may be another now. */
export interface QueueReply {
  readonly output?: JsonObject;
  readonly changed?: true;
  readonly sent?: MessageTrace;
}

interface QueueOperation {
  /** The permission. */
  readonly action: string;
  readonly run: (queue: Queue, input: unknown) => QueueReply;
}

/** SQS keeps a message hidden for twelve hours at most. */
const LONGEST_SECONDS = 43_200;
const LONGEST_POLL_SECONDS = 20;

/**
 * The calls on one queue, by name.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export const QUEUE_OPERATIONS: ReadonlyMap<string, QueueOperation> = new Map(
  Object.entries({
    SendMessage: { action: "sqs:SendMessage", run: sendMessage },
    ReceiveMessage: { action: "sqs:ReceiveMessage", run: receiveMessage },
    DeleteMessage: { action: "sqs:DeleteMessage", run: deleteMessage },
    ChangeMessageVisibility: { action: "sqs:ChangeMessageVisibility", run: changeMessageVisibility },
    GetQueueAttributes: { action: "sqs:GetQueueAttributes", run: getQueueAttributes },
  }),
);

function sendMessage(queue: Queue, input: unknown): QueueReply {
  const body = requiredText(input, "MessageBody");
  if (body === "") throw invalidParameter("The request must contain the parameter MessageBody.");
  if ((whole(input, "DelaySeconds", [0, 900]) ?? 0) > 0) {
    throw new ServiceError("UnsupportedOperation", 400, "the local cloud delays no messages");
  }
  const attributes = attributesOf(input);
  if (sizeOfMessage(body, attributes) > SIZE_LIMITS.sqsMessage) throw messageTooLong();
  const id = queue.send(body, attributes);
  return {
    output: { MessageId: id, MD5OfMessageBody: md5(body), ...digestOf("MD5OfMessageAttributes", attributes) },
    changed: true,
    sent: { queue: queue.name, body, attributes },
  };
}

/** Answers at once: waiting (`WaitTimeSeconds`) makes a difference only where messages are spread over many servers. */
function receiveMessage(queue: Queue, input: unknown): QueueReply {
  const most = whole(input, "MaxNumberOfMessages", [1, 10]) ?? 1;
  const seconds = whole(input, "VisibilityTimeout", [0, LONGEST_SECONDS]);
  whole(input, "WaitTimeSeconds", [0, LONGEST_POLL_SECONDS]);
  const isSystem = chooser(input, "MessageSystemAttributeNames", "AttributeNames");
  const isAsked = chooser(input, "MessageAttributeNames");
  const messages = queue.hold(most, seconds).map((message) => describe(message, isSystem, isAsked));
  return { output: messages.length === 0 ? {} : { Messages: messages } };
}

function describe(
  message: HeldMessage,
  isSystem: (name: string) => boolean,
  isAsked: (name: string) => boolean,
): JsonObject {
  const { id, body, receipt, sentAt, firstReceivedAt, receiveCount } = message;
  const system = {
    SentTimestamp: String(sentAt),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    ApproximateReceiveCount: String(receiveCount),
  };
  const shown = Object.entries(system).filter(([name]) => isSystem(name));
  const attributes = Object.entries(message.attributes).filter(([name]) => isAsked(name));
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    MD5OfBody: md5(body),
    Body: body,
    ...(shown.length > 0 && { Attributes: Object.fromEntries(shown) }),
    ...(attributes.length > 0 && {
      ...digestOf("MD5OfMessageAttributes", Object.fromEntries(attributes)),
      MessageAttributes: Object.fromEntries(
        attributes.map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      ),
    }),
  };
}

function digestOf(name: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.keys(attributes).length === 0 ? {} : { [name]: md5OfAttributes(attributes) };
}

function deleteMessage(queue: Queue, input: unknown): QueueReply {
  queue.delete(requiredText(input, "ReceiptHandle"));
  return { changed: true };
}

function changeMessageVisibility(queue: Queue, input: unknown): QueueReply {
  const receipt = requiredText(input, "ReceiptHandle");
  const seconds = whole(input, "VisibilityTimeout", [0, LONGEST_SECONDS]);
  if (seconds === undefined)
    throw invalidParameter("The request must contain the parameter VisibilityTimeout.");
  if (!queue.hide(receipt, seconds)) {
    throw new ServiceError("MessageNotInflight", 400, "The specified message isn't in flight.");
  }
  return {};
}

function getQueueAttributes(queue: Queue, input: unknown): QueueReply {
  const isAsked = chooser(input, "AttributeNames");
  const attributes = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.depth),
    ApproximateNumberOfMessagesNotVisible: String(queue.held),
    ApproximateNumberOfMessagesDelayed: "0",
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
  };
  const shown = Object.entries(attributes).filter(([name]) => isAsked(name));
  return { output: { Attributes: Object.fromEntries(shown) } };
}
