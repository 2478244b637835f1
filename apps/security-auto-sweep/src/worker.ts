import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { type Invocation, putMetrics } from "@security-auto/handler";
import type { SQSRecord } from "aws-lambda";
import { begin } from "./begin";
import { checkCoverage } from "./check-coverage";
import type { Message, SweepTask } from "./interpreter";
import { listPage } from "./list-page";
import { meaningOf } from "./meaning-of";
import type { Ports } from "./ports";
import { portsIn } from "./ports-in";
import { settle } from "./settle";
import { sweepId } from "./sweep-id";
import { want, wantCoverage } from "./want";

/** What the function answers beside the body: which messages have to be received again, or the id of the sweep that was asked for. */
export type Worked =
  { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] } | { readonly sweep: string };

/**
 * Works on each message of a batch, one after the other, or has a sweep begin that an operator asks for. A message that fails holds back no
 * other: it alone is received again.
 *
 * @throws what a request throws
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/features/batch/
 */
export async function worker(task: SweepTask, invocation: Invocation): Promise<Worked> {
  const ports = portsIn(invocation);
  if (task.kind === "request") return { sweep: await started(task, invocation, ports) };
  const { logger } = invocation;
  const processor = new BatchProcessor(EventType.SQS, { logger });
  const answer = await processPartialResponse(
    { Records: [...task.messages] },
    async (record: SQSRecord) => {
      try {
        await workOn(record, ports);
      } catch (error) {
        const { messageId } = record;
        logger.error("A message could not be worked on, and is received again", { messageId, error });
        throw error;
      }
    },
    processor,
    // So that a sweep's requests come one page after the other, not all at once.
    { processInParallel: false, throwOnFullBatchFailure: false },
  );
  const failed = answer.batchItemFailures.length;
  // Lambda counts the invocation as a success.
  if (failed > 0)
    putMetrics(
      { FailedMessages: { value: failed, unit: "Count" } },
      { FunctionName: invocation.context.functionName },
    );
  return answer;
}

/** Works on one message; @throws what lets the message be received again */
export async function workOn(
  message: Pick<Message, "messageId" | "body" | "attributes">,
  ports: Ports,
): Promise<void> {
  const meaning = meaningOf(message);
  switch (meaning.kind) {
    case "wanted":
      return want(
        meaning,
        { messageId: message.messageId, sentAt: Number(message.attributes.SentTimestamp) },
        ports,
      );
    case "coverage wanted":
      return wantCoverage(meaning, message, ports);
    case "start":
      return begin(meaning.message, ports);
    case "list":
      return listPage(meaning.message, ports);
    case "settle":
      return settle(meaning.message, ports);
    case "coverage":
      return checkCoverage(meaning.message, ports);
    case "nothing":
      ports.logger.info("Nothing to do", { why: meaning.why });
  }
}

/** An operator does not wait for others. */
async function started(
  { request: { account, by } }: Extract<SweepTask, { kind: "request" }>,
  { context }: Invocation,
  { send, now }: Ports,
): Promise<string> {
  const startedAt = new Date(now()).toISOString();
  const sweep = sweepId(startedAt, context.awsRequestId);
  await send([
    {
      message: {
        version: "1",
        message: "start",
        sweep,
        startedAt,
        reason: `asked for by ${by}`,
        ...(account !== undefined && { account }),
      },
    },
  ]);
  return sweep;
}
