import { randomUUID } from "node:crypto";

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** Message attributes, all of type String. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message that a consumer holds: hidden from others until its visibility timeout has passed, unless it is deleted. */
export interface HeldMessage extends QueueMessage {
  /** Stands for this receive; an earlier one's is stale. */
  readonly receipt: string;
  /** When it was sent and first received, in ms since 1970. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** This time included. */
  readonly receiveCount: number;
}

export interface QueueOptions {
  /** When `false` the queue counts its messages and forgets them. */
  readonly keepsMessages: boolean;
  /** In ms since 1970. */
  readonly now: () => number;
  /** For how long a receive hides a message when it does not say, in seconds. Default: 30. */
  readonly visibilityTimeoutSeconds?: number;
}

interface Stored extends QueueMessage {
  readonly sentAt: number;
  firstReceivedAt?: number;
  receiveCount: number;
  receipt?: string;
  visibleFrom: number;
}

/**
 * A standard SQS queue in memory.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly #keepsMessages: boolean;
  readonly #now: () => number;
  #forgotten = 0;
  #messages: Stored[] = [];

  constructor(
    name: string,
    arn: string,
    { keepsMessages, now, visibilityTimeoutSeconds = 30 }: QueueOptions,
  ) {
    this.name = name;
    this.arn = arn;
    this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
    this.#keepsMessages = keepsMessages;
    this.#now = now;
  }

  /** Messages that a consumer would get now. */
  get depth(): number {
    return this.#forgotten + this.#visible().length;
  }

  /** Messages that a consumer holds. */
  get held(): number {
    return this.#forgotten + this.#messages.length - this.depth;
  }

  /** @returns the message's id */
  send(body: string, attributes: QueueMessage["attributes"] = {}): string {
    const id = randomUUID();
    const sentAt = this.#now();
    if (this.#keepsMessages) {
      this.#messages.push({ id, body, attributes, sentAt, receiveCount: 0, visibleFrom: sentAt });
    } else this.#forgotten += 1;
    return id;
  }

  /** Takes up to `most` messages from the queue for good, oldest first. */
  receive(most = 10): readonly QueueMessage[] {
    const taken = this.#visible().slice(0, most);
    this.#messages = this.#messages.filter((message) => !taken.includes(message));
    return taken.map(({ id, body, attributes }) => ({ id, body, attributes }));
  }

  /** Lends up to `most` messages for so many seconds, oldest first. */
  hold(most: number, seconds = this.visibilityTimeoutSeconds): readonly HeldMessage[] {
    const now = this.#now();
    return this.#visible()
      .slice(0, most)
      .map((message) => {
        const firstReceivedAt = message.firstReceivedAt ?? now;
        const receipt = randomUUID();
        const receiveCount = message.receiveCount + 1;
        Object.assign(message, { firstReceivedAt, receipt, receiveCount, visibleFrom: now + seconds * 1000 });
        const { id, body, attributes, sentAt } = message;
        return { id, body, attributes, sentAt, firstReceivedAt, receipt, receiveCount };
      });
  }

  /** Hides a held message for so many seconds from now; `0` gives it back. `false`: nobody holds it by this receipt. */
  hide(receipt: string, seconds: number): boolean {
    const message = this.#messages.find((each) => each.receipt === receipt);
    const now = this.#now();
    if (message === undefined || message.visibleFrom <= now) return false;
    message.visibleFrom = now + seconds * 1000;
    return true;
  }

  /** Deletes what the receipt stands for, also after its time; a stale receipt deletes nothing. */
  delete(receipt: string): void {
    this.#messages = this.#messages.filter((message) => message.receipt !== receipt);
  }

  #visible(): readonly Stored[] {
    const now = this.#now();
    return this.#messages.filter(({ visibleFrom }) => visibleFrom <= now);
  }
}
