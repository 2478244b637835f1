import { readEventPipeline } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import type { CommandArguments } from "../command-line/command-line";
import { assemblyIn } from "../stack/local-stack";
import { interruption } from "../core/interruption";
import { counted } from "../core/numbers";
import { printRedriven, redrivenLine } from "../output/print-redriven";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { answerMs } from "../aws/answer-ms";
import { awsErrorInWords, isAwsError, isCutOff } from "../aws/aws-error";
import { chosenQueue } from "../redrive/chosen-queue";
import { redriveClients } from "../redrive/clients";
import { understand } from "../redrive/failed-event";
import { FailureQueue, HOLD_SECONDS } from "../redrive/failure-queue";
import { understandForwarded } from "../redrive/forwarded-event";
import { redrivePolicy } from "../redrive/redrive-policy";
import { redriveQueue } from "../redrive/redrive-queue";
import { UsageError } from "../core/usage-error";

const LEFT = `messages that were held are visible again after ${HOLD_SECONDS / 60} minutes, and the event in hand may be redriven twice`;

/**
 * `redrive -- [--apply] [--json] [--policy] [--environment NAME] [--endpoint URL] [--queue ARN] [--queue-profile NAME]`:
 * brings the events of the failure queue, or of another one, where they did not get to. Lists them and changes nothing unless
 * `--apply` is given.
 *
 * @returns 0 when everything is redriven, or was only listed; 1 when something stayed, or is not understood
 * @throws UsageError where the queue cannot be accessed
 */
export async function redrive(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { root, apply, json, policy } = args;
  const stack = readEventPipeline(assemblyIn(root));
  const chosen = chosenQueue(stack, args.queue);
  if (policy) {
    for (const line of redrivePolicy(stack, chosen.arn).split("\n")) await out.print(line);
    return 0;
  }
  const { name, accountId, region: queueRegion } = chosen;
  const region = parseArn(stack.functions[0] ?? "")?.region ?? queueRegion;
  const { sqs, ...clients } = redriveClients({ ...args, region, queueRegion });
  const named = `the queue ${name} of account ${accountId} in ${queueRegion}`;
  const { signal, isUnread, release } = interruption(LEFT);
  const counts = { redriven: 0, kept: 0, notUnderstood: 0 };
  try {
    const queue = await FailureQueue.find(sqs, chosen, signal);
    if (!json) await out.print(styled("bold", headline(named, apply)));
    const all = redriveQueue({
      queue,
      understand: (message) =>
        chosen.isOwn ? understand(message, stack) : understandForwarded(message, stack, chosen),
      clients: { ...clients, answerMs: (arn) => answerMs(stack, arn) },
      apply,
      signal,
    });
    for await (const each of all) {
      counts[each.fate === "redriven" ? "redriven" : "kept"]++;
      if (each.failed.kind === "not understood") counts.notUnderstood++;
      if (isUnread()) continue;
      if (json) await out.print(redrivenLine(each));
      else await printRedriven(each, out);
    }
  } catch (error) {
    if (!isCutOff(error, signal)) {
      if (!isAwsError(error)) throw error;
      throw new UsageError(`${named}: ${awsErrorInWords(error)}`, { cause: error });
    }
  } finally {
    release();
    for (const client of [sqs, clients.lambda, clients.sns]) client.destroy();
  }
  const { redriven, kept, notUnderstood } = counts;
  // Whoever reads the list has seen enough.
  if (isUnread()) return apply ? 1 : 0;
  if (!json) {
    const sum = `${counted(redriven + kept)} read = ${counted(redriven)} redriven + ${counted(kept)} kept`;
    await out.print(styled("bold", sum));
  }
  return (apply ? kept : notUnderstood) === 0 && !signal.aborted ? 0 : 1;
}

function headline(queue: string, apply: boolean): string {
  return apply ? `Redriving ${queue}` : `What is in ${queue}; nothing is changed, --apply redrives it`;
}
