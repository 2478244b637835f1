import { randomUUID } from "node:crypto";

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** Message attributes, all of type String. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** An SQS queue in memory. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly #keepsMessages: boolean;
  #depth = 0;
  #messages: QueueMessage[] = [];

  /** @param keepsMessages - When `false` the queue counts its messages and forgets them. */
  constructor(name: string, arn: string, keepsMessages: boolean) {
    this.name = name;
    this.arn = arn;
    this.#keepsMessages = keepsMessages;
  }

  /** Messages sent and not yet received. */
  get depth(): number {
    return this.#depth;
  }

  send(body: string, attributes: QueueMessage["attributes"] = {}): void {
    this.#depth += 1;
    if (this.#keepsMessages) this.#messages.push({ id: randomUUID(), body, attributes });
  }

  /** Takes up to `most` messages from the queue, oldest first. */
  receive(most = 10): readonly QueueMessage[] {
    const taken = this.#messages.slice(0, most);
    this.#messages = this.#messages.slice(taken.length);
    this.#depth -= taken.length;
    return taken;
  }
}
