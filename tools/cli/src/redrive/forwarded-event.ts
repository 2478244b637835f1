import type { EventPipeline } from "@security-auto/local-cloud";
import { isObject } from "../input/is-object";
import type { ChosenQueue } from "./chosen-queue";
import { type FailedEvent, type FailureMessage, understand } from "./failed-event";

/**
 * Understands a message of a queue that is not the environment's own, as `security-auto-forward-failures` in a member account:
 * an event of that account and region that did not reach the central bus.
 *
 * Whoever administers the account can put anything into its queue. So nothing but that is taken, and only as far as a rule of
 * the bus matches it: nobody gets a text of their own to the topic, or a change of another account to the function.
 */
export function understandForwarded(
  message: FailureMessage,
  stack: EventPipeline,
  { accountId, region }: Pick<ChosenQueue, "accountId" | "region">,
): FailedEvent {
  const target = message.attributes["TARGET_ARN"];
  if (!stack.rules.some(({ bus }) => bus === target)) {
    return { kind: "not understood", because: "it is no event that did not reach a bus of the environment" };
  }
  const failed = understand(message, stack);
  if (failed.kind === "not understood") return failed;
  const event: unknown = JSON.parse(failed.event);
  if (isObject(event) && event["account"] === accountId && event["region"] === region) return failed;
  return { kind: "not understood", because: `its event is not of account ${accountId} in ${region}` };
}
