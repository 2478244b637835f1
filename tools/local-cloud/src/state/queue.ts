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
  readonly senderId: string;
}

/** Where a queue's messages go that were received too often (`RedrivePolicy`). */
export interface Redrive {
  readonly deadLetterArn: string;
  readonly maxReceiveCount: number;
}

/** The ARNs of the queues whose messages may come here (`RedriveAllowPolicy`). */
export type RedriveSources = "all" | readonly string[];

export interface SendOptions {
  /** As SQS names who sent it, e.g. `AROA...:SESSION`. */
  readonly senderId?: string;
  /** Default: those of the queue. */
  readonly delaySeconds?: number;
  /** Of a message that comes from another queue. */
  readonly id?: string;
}

export interface QueueOptions {
  /** When `false` the queue counts its messages and forgets them. */
  readonly keepsMessages: boolean;
  /** In ms since 1970. */
  readonly now: () => number;
  /** For how long a receive hides a message when it does not say, in seconds. Default: 30. */
  readonly visibilityTimeoutSeconds?: number;
  /** How long a message stays hidden after it was sent, unless it says itself. Default: 0. */
  readonly delaySeconds?: number;
  readonly redrive?: Redrive;
  /** Default: all. */
  readonly redriveSources?: RedriveSources;
}

interface Stored extends QueueMessage {
  /** In which the messages were sent. */
  readonly order: number;
  readonly sentAt: number;
  readonly senderId: string;
  firstReceivedAt?: number;
  receiveCount: number;
  receipt?: string;
  visibleFrom: number;
  /** Whether only time keeps it hidden, and no consumer holds it. */
  isWaiting: boolean;
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
  readonly redrive: Redrive | undefined;
  readonly #redriveSources: RedriveSources;
  readonly delaySeconds: number;
  readonly #now: () => number;
  /** By which messages become visible. */
  #time: () => number;
  #keepsMessages: boolean;
  #forgotten = 0;
  #sent = 0;
  /** To be seen, in the order in which they were sent. */
  readonly #ready: Stored[] = [];
  /** Those of them that were received before. */
  readonly #returned = new Set<Stored>();
  /** Not to be seen yet, as far as was looked. */
  readonly #hidden = new Set<Stored>();
  readonly #byReceipt = new Map<string, Stored>();

  constructor(
    name: string,
    arn: string,
    {
      keepsMessages,
      now,
      visibilityTimeoutSeconds = 30,
      delaySeconds = 0,
      redrive,
      redriveSources = "all",
    }: QueueOptions,
  ) {
    this.name = name;
    this.arn = arn;
    this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
    this.redrive = redrive;
    this.#redriveSources = redriveSources;
    this.delaySeconds = delaySeconds;
    this.#keepsMessages = keepsMessages;
    this.#now = now;
    this.#time = now;
  }

  /** Whether it may be the dead-letter queue of another one. */
  takesFrom(queueArn: string): boolean {
    return this.#redriveSources === "all" || this.#redriveSources.includes(queueArn);
  }

  /** Messages that a consumer would get now. */
  get depth(): number {
    return this.#forgotten + this.#visible().length;
  }

  /** Messages that were sent and are not to be seen yet. */
  get delayed(): number {
    this.#look();
    return [...this.#hidden].filter(({ receiveCount }) => receiveCount === 0).length;
  }

  /** Messages that a consumer holds. */
  get held(): number {
    return this.#forgotten + this.#visible().length + this.#hidden.size - this.depth - this.delayed;
  }

  /**
   * From now on it keeps its messages: somebody consumes them.
   *
   * @param time - by which its delays and visibility timeouts pass, in ms since 1970
   */
  keepMessages(time: () => number): void {
    this.#keepsMessages = true;
    this.#time = time;
  }

  /** @returns the message's id */
  send(
    body: string,
    attributes: QueueMessage["attributes"] = {},
    { senderId = "", delaySeconds = this.delaySeconds, id = randomUUID() }: SendOptions = {},
  ): string {
    const sentAt = this.#now();
    if (this.#keepsMessages) {
      const visibleFrom = this.#time() + delaySeconds * 1000;
      const message = { id, body, attributes, sentAt, senderId, receiveCount: 0, visibleFrom };
      this.#sent += 1;
      this.#hidden.add({ ...message, order: this.#sent, isWaiting: true });
    } else this.#forgotten += 1;
    return id;
  }

  /** Takes up to `most` messages from the queue for good, oldest first. */
  receive(most = 10): readonly QueueMessage[] {
    const taken = this.#visible().slice(0, most);
    return this.#take(taken);
  }

  /** When the next delay or visibility timeout will have passed; `undefined` when there is none to come. */
  get nextVisible(): number | undefined {
    const times = this.#waiting().map(({ visibleFrom }) => visibleFrom);
    return times.length === 0 ? undefined : times.reduce((least, each) => Math.min(least, each));
  }

  /** The ids of messages that only time keeps hidden. */
  get waiting(): readonly string[] {
    return this.#waiting().map(({ id }) => id);
  }

  /** Takes the messages away that would be received too often, for the dead-letter queue. */
  takeExhausted(): readonly QueueMessage[] {
    const most = this.redrive?.maxReceiveCount ?? Infinity;
    this.#look();
    return this.#take([...this.#returned].filter(({ receiveCount }) => receiveCount >= most).sort(byOrder));
  }

  /** Lends up to `most` messages for so many seconds, oldest first, as a consumer gets them. */
  hold(most: number, seconds = this.visibilityTimeoutSeconds): readonly HeldMessage[] {
    const now = this.#now();
    this.#look();
    return this.#ready.splice(0, most).map((message) => {
      const firstReceivedAt = message.firstReceivedAt ?? now;
      const receipt = randomUUID();
      const receiveCount = message.receiveCount + 1;
      const visibleFrom = this.#time() + seconds * 1000;
      this.#forget(message);
      Object.assign(message, { firstReceivedAt, receipt, receiveCount, visibleFrom, isWaiting: false });
      this.#byReceipt.set(receipt, message);
      this.#hidden.add(message);
      const { id, body, attributes, sentAt, senderId } = message;
      return { id, body, attributes, sentAt, senderId, firstReceivedAt, receipt, receiveCount };
    });
  }

  /** Hides a held message for so many seconds from now; `0` gives it back. `false`: nobody holds it by this receipt. */
  hide(receipt: string, seconds: number): boolean {
    const message = this.#byReceipt.get(receipt);
    const now = this.#time();
    if (message === undefined || message.visibleFrom <= now) return false;
    message.visibleFrom = now + seconds * 1000;
    return true;
  }

  /**
   * Ends what the receipt stands for: the message is to be seen again when its visibility timeout has passed. `false`: it
   * stands for nothing any more.
   */
  giveUp(receipt: string): boolean {
    const message = this.#byReceipt.get(receipt);
    if (message === undefined) return false;
    message.isWaiting = true;
    return true;
  }

  /** Deletes what the receipt stands for, also after its time; a stale receipt deletes nothing. */
  delete(receipt: string): void {
    const message = this.#byReceipt.get(receipt);
    if (message !== undefined) this.#take([message]);
  }

  #take(taken: readonly Stored[]): readonly QueueMessage[] {
    for (const message of taken) {
      if (!this.#hidden.has(message)) this.#ready.splice(this.#ready.indexOf(message), 1);
      this.#forget(message);
    }
    return taken.map(({ id, body, attributes }) => ({ id, body, attributes }));
  }

  /** Forgets what is kept of a message beside its place among those to be seen. */
  #forget(message: Stored): void {
    this.#hidden.delete(message);
    this.#returned.delete(message);
    if (message.receipt !== undefined) this.#byReceipt.delete(message.receipt);
  }

  #visible(): readonly Stored[] {
    this.#look();
    return this.#ready;
  }

  /** Finds those that are to be seen by now. Only time that really passes takes a message from the consumer that holds it. */
  #look(): void {
    const now = this.#now();
    const time = this.#time();
    for (const message of this.#hidden) {
      if (message.visibleFrom > (message.isWaiting ? time : now)) continue;
      this.#hidden.delete(message);
      if (message.receiveCount > 0) this.#returned.add(message);
      const last = this.#ready.at(-1);
      if (last === undefined || last.order < message.order) this.#ready.push(message);
      else
        this.#ready.splice(
          this.#ready.findIndex((each) => each.order > message.order),
          0,
          message,
        );
    }
  }

  #waiting(): readonly Stored[] {
    this.#look();
    const time = this.#time();
    return [...this.#hidden].filter(({ visibleFrom, isWaiting }) => isWaiting && visibleFrom > time);
  }
}

const byOrder = (one: Stored, other: Stored): number => one.order - other.order;
