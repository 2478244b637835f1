import type { EventPipeline } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import { UsageError } from "../core/usage-error";

/** The queue that is worked off. */
export interface ChosenQueue {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Whether it is the environment's own failure queue, which only its rules and functions send to. */
  readonly isOwn: boolean;
}

/**
 * @param named - ARN of the queue that is wanted in place of the environment's own
 * @throws UsageError where there is no such queue
 */
export function chosenQueue({ failureQueues }: EventPipeline, named: string | undefined): ChosenQueue {
  const [own, another] = failureQueues;
  if (named === undefined && another !== undefined)
    throw new UsageError(
      `the environment has several failure queues: ${failureQueues.map(({ name }) => name).join(", ")}; --queue ARN names one`,
    );
  const arn = named ?? own?.arn;
  if (arn === undefined) throw new UsageError("the environment has no queue that failed events go to");
  const { service, accountId = "", region = "", resource: name = "" } = parseArn(arn) ?? {};
  if (service !== "sqs" || region === "" || !/^\d{12}$/.test(accountId) || !/^[\w-]{1,80}$/.test(name))
    throw new UsageError(
      `--queue needs the ARN of a queue such as arn:aws:sqs:us-west-2:444455556666:security-auto-forward-failures, not ${arn}`,
    );
  return { arn, name, accountId, region, isOwn: failureQueues.some((queue) => queue.arn === arn) };
}
