import { type InvalidInput, type Invocation, putMetrics } from "@security-auto/handler";
import { attemptIn } from "./attempt-in";
import { type Failures, workOnEach } from "./batch";
import type { Message, RestrictTask } from "./interpreter";
import type { Answer } from "./operator/answer";
import { answerRequest } from "./operator/answer-request";
import type { Attempt } from "./ports";
import { remediate } from "./remediate";
import { violationIn } from "./violation";

/** What the function answers beside the body. */
export type Worked = Failures | Answer;

/**
 * Works on each message of a batch, or does what an operator asks for.
 *
 * @throws what a request throws; a message that throws is received again, and at last lies in the failure queue
 */
export async function worker(task: RestrictTask, invocation: Invocation): Promise<Worked | InvalidInput> {
  const attempt = attemptIn(invocation);
  if (task.kind === "request") return answerRequest(task.request, attempt);
  const { functionName } = invocation.context;
  const failures = await workOnEach(
    task.messages,
    (message) => workOn(message, { ...attempt, id: message.messageId }, functionName),
    ({ messageId }, error) => {
      attempt.logger.error("A message could not be worked on, and is received again", { messageId, error });
    },
  );
  const failed = failures.batchItemFailures.length;
  // Lambda counts the invocation as a success.
  if (failed > 0)
    putMetrics({ FailedMessages: { value: failed, unit: "Count" } }, { FunctionName: functionName });
  return failures;
}

async function workOn(message: Message, attempt: Attempt, functionName: string): Promise<void> {
  const { logger } = attempt;
  const assessment = violationIn(message);
  if (assessment === undefined) {
    logger.info("Nothing to remediate: it is no violation of a single bucket");
    return;
  }
  const { accountId: account, bucket } = assessment;
  const remediated = await remediate(assessment, attempt);
  logger.info("Remediation of the bucket", { account, bucket, ...remediated });
  if (remediated.done === "applied" && assessment.cause === "change") {
    const value = Math.max(0, attempt.now() - Date.parse(assessment.eventTime));
    putMetrics({ TimeToRemediation: { value, unit: "Milliseconds" } }, { FunctionName: functionName });
  }
}
