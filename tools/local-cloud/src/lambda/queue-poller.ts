import { Chain } from "../core/chain";
import type { TraceParts } from "../core/trace";
import { emptyParts, type OpenParts } from "../core/trace-parts";
import { countOf } from "../cloudwatch/count";
import { updateAlarms, updateQueueAlarms } from "../cloudwatch/update-alarms";
import { isDeliveryFault } from "../faults/fault";
import { authorize } from "../iam/authorize";
import type { LambdaFunction } from "../runtime/lambda-function";
import { moveToDeadLetters } from "../sqs/arrive";
import type { EventSource } from "../state/event-source";
import type { HeldMessage, Queue, QueueMessage } from "../state/queue";
import type { QueueConsumer } from "../state/queue-consumer";
import type { RunningCloud } from "../state/running-cloud";
import { roleOf } from "./attempt";
import { batchFailures } from "./batch-failures";
import { invokeSynchronously } from "./invoke-synchronously";
import { sqsEvent } from "./sqs-event";

/** What Lambda needs of the function's role: CreateEventSourceMapping asks for all of them. */
const ACTIONS = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"] as const;

/**
 * After so many times a message stays in a queue that has no redrive policy. AWS would deliver it until it expires, the
 * local cloud comes to an end.
 */
const MOST_DELIVERIES = 5;

/** Where a message came from, and what it has led to so far. */
interface Origin {
  readonly chain: Chain;
  readonly effects: Promise<TraceParts>[];
  /** It has left the queue, or stays for good. */
  readonly end: () => void;
}

/**
 * Polls one queue for one function. A batch is what is visible when it is full or its window is over. What a batch leads to
 * belongs to the trace of what sent its first message; where delays pass in real time, nobody waits for a message that
 * only time keeps hidden, and what it leads to is a trace of its own.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export class QueuePoller implements QueueConsumer {
  readonly #cloud: RunningCloud;
  readonly #source: EventSource;
  readonly #queue: Queue;
  readonly #lambda: LambdaFunction;
  readonly #origins = new Map<string, Origin>();
  #running = 0;
  /** When the window of the batch that is being gathered is over, in ms since 1970. */
  #windowEnd: number | undefined;
  #stopWaiting: (() => void) | undefined;

  constructor(cloud: RunningCloud, source: EventSource, queue: Queue, lambda: LambdaFunction) {
    this.#cloud = cloud;
    this.#source = source;
    this.#queue = queue;
    this.#lambda = lambda;
  }

  async consume(ids: readonly string[], chain: Chain): Promise<readonly Promise<TraceParts>[]> {
    if (ids.length === 0) return [];
    const refused = this.#refusals();
    if (refused.denied.length > 0) return [Promise.resolve(refused)];
    const effects: Promise<TraceParts>[] = [];
    const ended = ids.map(
      (id) =>
        new Promise<void>((resolve) => {
          this.#origins.set(id, { chain, effects, end: resolve });
        }),
    );
    this.#poll();
    await Promise.all(ended);
    return effects;
  }

  #refusals(): TraceParts {
    const { authorizer } = this.#cloud;
    const parts = emptyParts();
    const sender = roleOf(this.#cloud, this.#lambda.spec);
    for (const action of ACTIONS) authorize(authorizer, sender, action, this.#queue.arn, parts);
    return parts;
  }

  #poll(): void {
    while (this.#running < this.#source.concurrency && this.#isDue()) {
      this.#windowEnd = undefined;
      const exhausted = this.#queue.takeExhausted();
      if (exhausted.length > 0)
        this.#lead(exhausted, (chain, parts) => this.#redrive(exhausted, chain, parts));
      const held = this.#queue.hold(this.#source.batchSize);
      if (held.length === 0) continue;
      this.#running += 1;
      this.#lead(held, (chain, parts) => this.#deliver(held, chain, parts));
    }
    this.#wait();
  }

  #isDue(): boolean {
    const { batchSize, windowSeconds } = this.#source;
    const visible = this.#queue.depth;
    if (visible === 0 || windowSeconds === 0 || visible >= batchSize) return visible > 0;
    const now = this.#cloud.delays.now();
    this.#windowEnd ??= now + windowSeconds * 1000;
    return this.#windowEnd <= now;
  }

  /** Polls again when the next message is to be seen, or a window is over. */
  #wait(): void {
    this.#stopWaiting?.();
    const { delays } = this.#cloud;
    const now = delays.now();
    const ends = [this.#windowEnd, this.#queue.nextVisible].filter(
      (end): end is number => end !== undefined && end > now,
    );
    if (ends.length > 0) {
      this.#stopWaiting = delays.wait(Math.min(...ends), () => {
        this.#poll();
      });
    }
    if (delays.mode === "real") for (const id of this.#queue.waiting) this.#end(id);
    // What is left is held by somebody else.
    if (ends.length === 0 && this.#running === 0) for (const id of this.#origins.keys()) this.#end(id);
  }

  /** Runs what some messages lead to, in the trace that the first of them belongs to; the others wait for it. */
  #lead(messages: readonly QueueMessage[], run: (chain: Chain, parts: OpenParts) => Promise<void>): void {
    const [first, ...others] = messages.flatMap(({ id }) => this.#origins.get(id) ?? []);
    const parts = emptyParts();
    const led = run(first?.chain ?? Chain.begin(), parts).then(() => parts);
    if (first === undefined) this.#cloud.report({ call: ACTIONS[0], caller: this.#lambda.spec.roleArn }, led);
    const waited = led.then(emptyParts, emptyParts);
    first?.effects.push(led);
    for (const { effects } of others) effects.push(waited);
  }

  async #redrive(messages: readonly QueueMessage[], chain: Chain, parts: OpenParts): Promise<void> {
    for (const { id } of messages) this.#end(id);
    await moveToDeadLetters(this.#cloud, this.#queue, messages, chain, parts);
  }

  async #deliver(batch: readonly HeldMessage[], origin: Chain, parts: OpenParts): Promise<void> {
    const chain = this.#lambda.spec.allowsRecursion ? Chain.begin() : origin.next();
    try {
      const { failed, ended } = await this.#invoke(batch, chain, parts);
      for (const message of batch) this.#settle(message, failed.includes(message.id), parts);
      this.#running -= 1;
      await updateQueueAlarms(this.#cloud, this.#queue, chain, parts);
      await updateAlarms(this.#cloud, ["FunctionName", this.#lambda.spec.name], chain, parts);
      this.#poll();
      await ended;
    } catch (error) {
      for (const id of this.#origins.keys()) this.#end(id);
      throw error;
    }
  }

  /** The messages that failed, and when all that the invocation led to has ended. */
  async #invoke(
    batch: readonly HeldMessage[],
    chain: Chain,
    parts: OpenParts,
  ): Promise<{ readonly failed: readonly string[]; readonly ended?: Promise<void> | undefined }> {
    const { spec } = this.#lambda;
    const ids = batch.map(({ id }) => id);
    if (chain.stopped !== undefined) {
      const because = chain.stopped;
      countOf(this.#cloud.resources, spec, "RecursiveInvocationsDropped");
      parts.lost.push(...ids.map(() => ({ what: "message", to: spec.arn, because })));
      return { failed: [] };
    }
    if (spec.reservedConcurrency === 0) {
      countOf(this.#cloud.resources, spec, "Throttles");
      return { failed: ids };
    }
    const call = { service: "lambda", call: "Invoke", account: spec.accountId, function: spec.name } as const;
    const injected = this.#cloud.faults.take(call, isDeliveryFault);
    if (injected !== undefined) {
      parts.faults.push(injected.trace);
      return { failed: ids };
    }
    const payload = JSON.stringify(sqsEvent(this.#queue.arn, batch));
    const { answer: run, ended } = await invokeSynchronously(
      this.#cloud,
      this.#lambda,
      { payload, chain },
      parts,
    );
    if (run.outcome !== "success") return { failed: ids, ended };
    return { failed: this.#source.reportsItemFailures ? batchFailures(run.payload, ids) : [], ended };
  }

  #settle({ id, receipt, receiveCount }: HeldMessage, failed: boolean, parts: OpenParts): void {
    if (!failed) {
      this.#queue.delete(receipt);
      this.#end(id);
    } else if (this.#queue.redrive === undefined && receiveCount >= MOST_DELIVERIES) {
      const because = `it failed ${receiveCount} times, and ${this.#queue.name} has no redrive policy`;
      parts.lost.push({ what: "message", to: this.#lambda.spec.arn, because });
      this.#end(id);
    } else if (!this.#queue.giveUp(receipt)) this.#end(id);
  }

  #end(id: string): void {
    this.#origins.get(id)?.end();
    this.#origins.delete(id);
  }
}
