import { awsErrorInWords, isCutOff } from "../aws/aws-error";
import type { FailedEvent, FailureMessage } from "./failed-event";
import type { FailureQueue, HeldFailure } from "./failure-queue";
import { giveBackAll } from "./give-back-all";
import { type StepClients, type StepOutcome, takeStep } from "./take-step";

/** What became of one message. */
export interface Redriven {
  readonly message: HeldFailure;
  readonly failed: FailedEvent;
  /** `listed`: a dry run, nothing was done. */
  readonly fate: "redriven" | "kept" | "listed";
  /** What was done, or why it stays. */
  readonly said: string;
}

export interface RedriveOptions {
  readonly queue: Pick<FailureQueue, "hold" | "delete" | "giveBack">;
  readonly understand: (message: FailureMessage) => FailedEvent;
  readonly clients: StepClients;
  /** `false`: a dry run. */
  readonly apply: boolean;
  /** Once aborted, no further message is begun. */
  readonly signal: AbortSignal;
}

/**
 * Works a failure queue off, one message after the other. A message is deleted when every step for its event has succeeded;
 * every other one is given back at the end, visible to all, as is every one of a dry run. SQS may deliver a message again that
 * was deleted: it is deleted again, and printed only where that fails.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export async function* redriveQueue(options: RedriveOptions): AsyncGenerator<Redriven> {
  const { queue, signal } = options;
  /** Receipts of what is not deleted, by message id. */
  const held = new Map<string, string>();
  const done = new Set<string>();
  const isOver = () => signal.aborted;
  try {
    let messages = await nextOf(options);
    while (messages.length > 0) {
      for (const message of messages) {
        if (done.has(message.id)) {
          const why = await whyNotDeleted(message, options);
          if (why !== undefined) yield stays(message, options, `redriven before, ${why}`);
          continue;
        }
        const isNew = !held.has(message.id);
        held.set(message.id, message.receipt);
        if (!isNew) continue;
        const redriven = isOver()
          ? stays(message, options, "stopped before its turn")
          : await redriveMessage(message, options);
        if (redriven.fate === "redriven") {
          held.delete(message.id);
          done.add(message.id);
        }
        yield redriven;
      }
      messages = await nextOf(options);
    }
  } finally {
    await giveBackAll([...held.values()], queue);
  }
}

async function nextOf({
  queue,
  signal,
}: Pick<RedriveOptions, "queue" | "signal">): Promise<readonly HeldFailure[]> {
  if (signal.aborted) return [];
  try {
    return await queue.hold();
  } catch (error) {
    if (isCutOff(error, signal)) return [];
    throw error;
  }
}

async function redriveMessage(
  message: HeldFailure,
  { queue, understand, clients, apply }: RedriveOptions,
): Promise<Redriven> {
  const failed = understand(message);
  if (failed.kind === "not understood") return { message, failed, fate: "kept", said: failed.because };
  const { steps, event } = failed;
  if (!apply) {
    return {
      message,
      failed,
      fate: "listed",
      said: steps.map(({ kind, arn }) => `${kind} ${arn}`).join(", "),
    };
  }
  const said: string[] = [];
  for (const step of steps) {
    const outcome = await takeStep(step, event, clients).catch((error: unknown): StepOutcome => ({
      success: false,
      error: awsErrorInWords(error),
    }));
    said.push(outcome.success ? outcome.said : outcome.error);
    if (!outcome.success) return { message, failed, fate: "kept", said: said.join(", ") };
  }
  const why = await whyNotDeleted(message, { queue });
  if (why !== undefined) return { message, failed, fate: "kept", said: [...said, why].join(", ") };
  return { message, failed, fate: "redriven", said: said.join(", ") };
}

async function whyNotDeleted(
  { receipt }: HeldFailure,
  { queue }: Pick<RedriveOptions, "queue">,
): Promise<string | undefined> {
  try {
    await queue.delete(receipt);
    return undefined;
  } catch (error) {
    return `but the message could not be deleted: ${awsErrorInWords(error)}`;
  }
}

function stays(
  message: HeldFailure,
  { understand }: Pick<RedriveOptions, "understand">,
  said: string,
): Redriven {
  return { message, failed: understand(message), fate: "kept", said };
}
