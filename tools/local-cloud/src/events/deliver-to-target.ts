import { parseArn } from "@security-auto/iam-policy";
import { count } from "../cloudwatch/count";
import type { Chain } from "../core/chain";
import { deliver } from "../delivery/deliver";
import { setTimeout as sleep } from "node:timers/promises";
import { type Delivered, mayPass, type Parcel } from "../state/parcel";
import type { Sender } from "../iam/sender";
import { isObject } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { OpenParts } from "../core/trace-parts";
import type { Rule, Target } from "../state/event-bus";
import { type RoutedEvent, targetInput } from "./target-input";

const SERVICE = "events.amazonaws.com";

export interface TargetDelivery {
  readonly event: RoutedEvent;
  readonly rule: Rule;
  readonly target: Target;
  readonly chain: Chain;
}

/**
 * Delivers an event to one target, again as its retry policy says while the target fails. A missing permission, a
 * missing target and an input that cannot be made are not retried: the event goes to the target's dead-letter queue at
 * once, or is lost. What a rule of another bus sent here is not sent to a third.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export async function deliverToTarget(
  cloud: RunningCloud,
  delivery: TargetDelivery,
  parts: OpenParts,
): Promise<void> {
  const { event, rule, target, chain } = delivery;
  if (event.forwarded === true && parseArn(target.arn)?.service === "events") {
    parts.lost.push({
      what: "event",
      to: target.arn,
      because: "EventBridge does not send an event that one bus has received from another on to a third",
    });
    return;
  }
  const context = { "aws:SourceArn": rule.arn, "aws:SourceAccount": rule.accountId };
  const asService: Sender = { kind: "service", service: SERVICE, context };
  const input = targetInput(event, rule, target);
  const { delivered, retries }: Tried = input.success
    ? await deliverAgain(
        cloud,
        target,
        {
          sender:
            target.roleArn === undefined
              ? asServiceFor(target, asService)
              : asRole(cloud, target.roleArn, context),
          to: target.arn,
          body: input.data,
          ...(isObject(event.value) && { event: event.value }),
          chain,
        },
        parts,
      )
    : { delivered: { success: false, code: "INVALID_JSON", error: input.error }, retries: 0 };
  if (!delivered.success) {
    counts("FailedInvocations");
    const sent = await sendToDeadLetterQueue(cloud, delivery, asService, { ...delivered, retries }, parts);
    if (sent !== undefined) counts(sent ? "InvocationsSentToDlq" : "InvocationsFailedToBeSentToDlq");
  }

  function counts(metric: string): void {
    const busName = cloud.resources.buses.get(rule.busArn)?.name ?? "default";
    count(cloud.resources, rule.arn, ["AWS/Events", metric], {
      ...(busName !== "default" && { EventBusName: busName }),
      RuleName: rule.name,
    });
  }
}

interface Tried {
  readonly delivered: Delivered;
  readonly retries: number;
}

async function deliverAgain(
  cloud: RunningCloud,
  target: Target,
  parcel: Parcel,
  parts: OpenParts,
): Promise<Tried> {
  let delivered = await deliver(cloud, parcel, parts);
  let retries = 0;
  while (mayPass(delivered) && retries < target.retries) {
    if (cloud.retryDelayMs > 0) await cloud.delays.during(() => sleep(cloud.retryDelayMs));
    retries += 1;
    delivered = await deliver(cloud, parcel, parts);
  }
  return { delivered, retries };
}

/**
 * EventBridge names neither rule nor account when it publishes to a topic: a condition on them never matches.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
function asServiceFor({ arn }: Target, sender: Sender): Sender {
  return parseArn(arn)?.service === "sns" ? { kind: "service", service: SERVICE, context: {} } : sender;
}

function asRole(cloud: RunningCloud, roleArn: string, context: Readonly<Record<string, string>>): Sender {
  return {
    kind: "role",
    roleArn,
    role: cloud.resources.roles.get(roleArn),
    session: "events",
    assumedBy: { service: SERVICE, context },
  };
}

/** Whether it was sent; `undefined` where the target has no such queue. */
async function sendToDeadLetterQueue(
  cloud: RunningCloud,
  { event, rule, target, chain }: TargetDelivery,
  sender: Sender,
  failed: Extract<Delivered, { success: false }> & { readonly retries: number },
  parts: OpenParts,
): Promise<boolean | undefined> {
  const { code, error, retries } = failed;
  if (target.deadLetterArn === undefined) {
    parts.lost.push({
      what: "event",
      to: target.arn,
      because: `${error}; the target has no dead-letter queue`,
    });
    return undefined;
  }
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: error,
    RETRY_ATTEMPTS: String(retries),
    ...(mayPass(failed) && { EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts" }),
  };
  const sent = await deliver(
    cloud,
    { sender, to: target.deadLetterArn, body: event.json, attributes, queueAs: "delivery", chain },
    parts,
  );
  if (!sent.success) {
    parts.lost.push({
      what: "event",
      to: target.arn,
      because: `${error}; dead-letter queue: ${sent.error}`,
    });
  }
  return sent.success;
}
