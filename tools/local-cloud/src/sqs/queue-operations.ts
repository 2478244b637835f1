import { SIZE_LIMITS } from "@security-auto/events";
import { ServiceError } from "../http/service-error";
import { at, type JsonObject } from "../core/json";
import type { MessageTrace } from "../core/trace";
import { md5, md5OfAttributes } from "./message-digest";
import { sizeOfMessage } from "./size-of-message";
import type { HeldMessage, Queue, QueueMessage } from "../state/queue";
import { attributesOf, chooser, invalidParameter, messageTooLong, requiredText, whole } from "./sqs-input";

/** What a call on a queue answers; nothing for an empty answer. */
export interface QueueReply {
  readonly output?: JsonObject;
  /** Whether the queue's depth may be another now. */
  readonly changed?: true;
  readonly sent?: readonly SentMessage[];
  /** What was received too often and is to go to the dead-letter queue. */
  readonly exhausted?: readonly QueueMessage[];
}

interface SentMessage {
  readonly id: string;
  readonly trace: MessageTrace;
}

interface QueueOperation {
  /** The permission. */
  readonly action: string;
  readonly run: (queue: Queue, input: unknown, sending: Sending) => QueueReply;
}

export interface Sending {
  readonly senderId: string;
  /** A fault refuses the entries of a batch. */
  readonly refusesEntries: boolean;
}

/** SQS keeps a message hidden for twelve hours at most. */
const LONGEST_SECONDS = 43_200;
const LONGEST_POLL_SECONDS = 20;
const LONGEST_DELAY_SECONDS = 900;
const MOST_ENTRIES = 10;

/**
 * The calls on one queue, by name.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export const QUEUE_OPERATIONS: ReadonlyMap<string, QueueOperation> = new Map(
  Object.entries({
    SendMessage: { action: "sqs:SendMessage", run: sendMessage },
    SendMessageBatch: { action: "sqs:SendMessage", run: sendMessageBatch },
    ReceiveMessage: { action: "sqs:ReceiveMessage", run: receiveMessage },
    DeleteMessage: { action: "sqs:DeleteMessage", run: deleteMessage },
    ChangeMessageVisibility: { action: "sqs:ChangeMessageVisibility", run: changeMessageVisibility },
    GetQueueAttributes: { action: "sqs:GetQueueAttributes", run: getQueueAttributes },
  }),
);

function sendMessage(queue: Queue, input: unknown, { senderId }: Sending): QueueReply {
  const { output, sent } = send(queue, input, senderId);
  return { output, changed: true, sent: [sent] };
}

/** An entry that is refused is named in an answer of success. */
function sendMessageBatch(queue: Queue, input: unknown, { senderId, refusesEntries }: Sending): QueueReply {
  const entries = entriesOf(input);
  const sent: SentMessage[] = [];
  const successful: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const entry of entries) {
    const Id = requiredText(entry, "Id");
    try {
      if (refusesEntries) throw new ServiceError("InternalError", 500, "the scenario injects FailedEntry");
      const done = send(queue, entry, senderId);
      sent.push(done.sent);
      successful.push({ Id, ...done.output });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failed.push({ Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { output: { Successful: successful, Failed: failed }, changed: true, sent };
}

const ENTRY_ID = /^[\w-]{1,80}$/;

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
function entriesOf(input: unknown): readonly unknown[] {
  const entries: unknown = at(input, "Entries");
  if (!Array.isArray(entries) || entries.length === 0)
    throw batchError("EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry.");
  if (entries.length > MOST_ENTRIES) {
    throw batchError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map((entry) => requiredText(entry, "Id"));
  if (new Set(ids).size < ids.length) throw batchError("BatchEntryIdsNotDistinct", "An Id is repeated.");
  if (!ids.every((id) => ENTRY_ID.test(id))) {
    throw batchError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  }
  const bytes = entries.map((entry) =>
    sizeOfMessage(requiredText(entry, "MessageBody"), attributesOf(entry)),
  );
  if (bytes.reduce((sum, each) => sum + each, 0) > SIZE_LIMITS.sqsMessage) {
    throw batchError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${SIZE_LIMITS.sqsMessage} bytes.`,
    );
  }
  return entries as readonly unknown[];
}

function batchError(code: string, message: string): ServiceError {
  return new ServiceError(code, 400, message);
}

function send(
  queue: Queue,
  input: unknown,
  senderId: string,
): { readonly output: JsonObject; readonly sent: SentMessage } {
  const body = requiredText(input, "MessageBody");
  if (body === "") throw invalidParameter("The request must contain the parameter MessageBody.");
  const delaySeconds = whole(input, "DelaySeconds", [0, LONGEST_DELAY_SECONDS]);
  const attributes = attributesOf(input);
  if (sizeOfMessage(body, attributes) > SIZE_LIMITS.sqsMessage) throw messageTooLong();
  const id = queue.send(body, attributes, { senderId, ...(delaySeconds !== undefined && { delaySeconds }) });
  return {
    output: { MessageId: id, MD5OfMessageBody: md5(body), ...digestOf("MD5OfMessageAttributes", attributes) },
    sent: { id, trace: { queue: queue.name, body, attributes } },
  };
}

/** Answers at once: waiting (`WaitTimeSeconds`) makes a difference only where messages are spread over many servers. */
function receiveMessage(queue: Queue, input: unknown): QueueReply {
  const most = whole(input, "MaxNumberOfMessages", [1, 10]) ?? 1;
  const seconds = whole(input, "VisibilityTimeout", [0, LONGEST_SECONDS]);
  whole(input, "WaitTimeSeconds", [0, LONGEST_POLL_SECONDS]);
  const isSystem = chooser(input, "MessageSystemAttributeNames", "AttributeNames");
  const isAsked = chooser(input, "MessageAttributeNames");
  const exhausted = queue.takeExhausted();
  const messages = queue.hold(most, seconds).map((message) => describe(message, isSystem, isAsked));
  return {
    output: messages.length === 0 ? {} : { Messages: messages },
    ...(exhausted.length > 0 && { changed: true, exhausted }),
  };
}

/** What SQS says of a message itself. */
export function systemAttributesOf(message: HeldMessage): Readonly<Record<string, string>> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
}

function describe(
  message: HeldMessage,
  isSystem: (name: string) => boolean,
  isAsked: (name: string) => boolean,
): JsonObject {
  const { id, body, receipt } = message;
  const shown = Object.entries(systemAttributesOf(message)).filter(([name]) => isSystem(name));
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
    ApproximateNumberOfMessagesDelayed: String(queue.delayed),
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    DelaySeconds: String(queue.delaySeconds),
    ...(queue.redrive !== undefined && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queue.redrive.deadLetterArn,
        maxReceiveCount: queue.redrive.maxReceiveCount,
      }),
    }),
  };
  const shown = Object.entries(attributes).filter(([name]) => isAsked(name));
  return { output: { Attributes: Object.fromEntries(shown) } };
}
