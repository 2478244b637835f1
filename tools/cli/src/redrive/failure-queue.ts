import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { abortLater } from "./abort-later";
import type { ChosenQueue } from "./chosen-queue";
import type { FailureMessage } from "./failed-event";

/** A message that is held: nobody else sees it until it is given back, deleted, or its time is over. */
export interface HeldFailure extends FailureMessage {
  readonly receipt: string;
  /** When it came into the queue; absent when SQS does not say. */
  readonly queuedAt?: Date;
}

/** How long a message is held, in s: longer than ten events can take a function of 30 s. */
export const HOLD_SECONDS = 900;

/** Long polling asks every server of the queue: an empty answer then means an empty queue. */
const POLL_SECONDS = 2;

/**
 * A receive that is cut off may have taken messages that nobody hears of, and that are hidden until their time is over. So its
 * answer is waited for, but not for ever.
 */
const GRACE_MS = (POLL_SECONDS + 1) * 1000;

/** The failure queue of an environment, over SQS. */
export class FailureQueue {
  readonly #sqs: SQSClient;
  readonly #url: string;
  readonly #stopped: AbortSignal;

  private constructor(sqs: SQSClient, url: string, signal: AbortSignal) {
    this.#sqs = sqs;
    this.#url = url;
    this.#stopped = abortLater(signal, GRACE_MS);
  }

  /** @param signal - ends what only looks: this at once, `hold` after a moment */
  static async find(
    sqs: SQSClient,
    { name, accountId }: Pick<ChosenQueue, "name" | "accountId">,
    signal: AbortSignal,
  ): Promise<FailureQueue> {
    const { QueueUrl = "" } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: accountId }),
      { abortSignal: signal },
    );
    return new FailureQueue(sqs, QueueUrl, signal);
  }

  /** Up to ten messages; none: the queue is empty. */
  async hold(): Promise<readonly HeldFailure[]> {
    const { Messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HOLD_SECONDS,
        WaitTimeSeconds: POLL_SECONDS,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
      { abortSignal: this.#stopped },
    );
    return Messages.map(
      ({ MessageId = "", Body = "", ReceiptHandle = "", MessageAttributes, Attributes }) => {
        const sent = Number(Attributes?.SentTimestamp);
        const texts = Object.entries(MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
          StringValue === undefined ? [] : [[name, StringValue] as const],
        );
        return {
          id: MessageId,
          body: Body,
          attributes: Object.fromEntries(texts),
          receipt: ReceiptHandle,
          ...(sent > 0 && { queuedAt: new Date(sent) }),
        };
      },
    );
  }

  async delete(receipt: string): Promise<void> {
    await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle: receipt }));
  }

  /** Makes a held message visible again at once. */
  async giveBack(receipt: string): Promise<void> {
    await this.#sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.#url,
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }),
    );
  }
}
