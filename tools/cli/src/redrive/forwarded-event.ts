import { interpretEvent } from "@security-auto/events";
import type { EventPipeline } from "@security-auto/local-cloud";
import { isObject } from "../core/is-object";
import type { ChosenQueue } from "./chosen-queue";
import { type FailedEvent, type FailureMessage, understand } from "./failed-event";

type Place = Pick<ChosenQueue, "accountId" | "region">;

/** Where a CreateBucket through the global endpoint is recorded, wherever the bucket is made. */
const GLOBAL_REGION = "us-east-1";

/**
 * Understands a message of a queue that is not the environment's own, as `security-auto-forward-failures` in a member account:
 * an event of that account and region that was not delivered to the central bus.
 *
 * Whoever administers the account can put anything into its queue. So an event is taken only when a rule of the bus matches it
 * and what the functions make of it is a change of that account, whatever its envelope says: they take the owner from its
 * detail. What means no change is not taken either: it names no owner to check, and a mail of it helps nobody.
 *
 * What remains is a forged event about the account itself: its actor, its time and every text in it are the sender's, and the topic
 * mails them. The verdict is not: the function reads the bucket.
 */
export function understandForwarded(
  message: FailureMessage,
  stack: EventPipeline,
  place: Place,
): FailedEvent {
  const target = message.attributes["TARGET_ARN"];
  if (!stack.rules.some(({ bus }) => bus === target))
    return notUnderstood("it is no event that was to be delivered to a bus of the environment");
  const failed = understand(message, stack);
  if (failed.kind === "not understood") return failed;
  const because = whyNotOf(place, JSON.parse(failed.event));
  return because === undefined ? failed : notUnderstood(because);
}

function whyNotOf({ accountId, region }: Place, event: unknown): string | undefined {
  if (!isObject(event) || event["account"] !== accountId || event["region"] !== region)
    return `its event is not of account ${accountId} in ${region}`;
  const meant = interpretEvent(event);
  if (meant.kind === "other") return `its event means no change of who can access a bucket: ${meant.why}`;
  if (meant.kind === "invalid") return `its event does not say what changed: ${meant.error}`;
  const { change } = meant;
  if (change.failure !== undefined)
    return `its event is of a call that changed nothing: ${change.failure.code}`;
  const isThere = change.region === region || (change.call === "CreateBucket" && region === GLOBAL_REGION);
  if (change.accountId === accountId && isThere) return undefined;
  return `its event means a change in account ${change.accountId} and region ${change.region}, not ${accountId} and ${region}`;
}

function notUnderstood(because: string): FailedEvent {
  return { kind: "not understood", because };
}
