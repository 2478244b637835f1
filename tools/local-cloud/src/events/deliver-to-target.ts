import { parseArn } from "@security-auto/policies";
import { deliver } from "../delivery/deliver";
import type { Delivered } from "../delivery/delivery";
import type { Sender } from "../iam/sender";
import { isObject } from "../json";
import type { RunningCloud } from "../running-cloud";
import type { OpenParts } from "../trace-parts";
import type { Rule, Target } from "./event-bus";
import { type RoutedEvent, targetInput } from "./target-input";

const SERVICE = "events.amazonaws.com";

export interface TargetDelivery {
  readonly event: RoutedEvent;
  readonly rule: Rule;
  readonly target: Target;
  readonly depth: number;
}

/**
 * Delivers an event to one target. A missing permission, a missing target and an input that cannot be made are not
 * retried: the event goes to the target's dead-letter queue at once, or is lost.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export async function deliverToTarget(
  cloud: RunningCloud,
  delivery: TargetDelivery,
  parts: OpenParts,
): Promise<void> {
  const { event, rule, target, depth } = delivery;
  const context = { "aws:SourceArn": rule.arn, "aws:SourceAccount": rule.accountId };
  const asService: Sender = { kind: "service", service: SERVICE, context };
  const input = targetInput(event, rule, target);
  const delivered: Delivered = input.success
    ? await deliver(
        cloud,
        {
          sender:
            target.roleArn === undefined
              ? asServiceFor(target, asService)
              : asRole(cloud, target.roleArn, context),
          to: target.arn,
          body: input.data,
          ...(isObject(event.value) && { event: event.value }),
          depth,
        },
        parts,
      )
    : { success: false, code: "INVALID_JSON", error: input.error };
  if (!delivered.success) await bury(cloud, delivery, asService, delivered, parts);
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

async function bury(
  cloud: RunningCloud,
  { event, rule, target, depth }: TargetDelivery,
  sender: Sender,
  { code, error }: Extract<Delivered, { success: false }>,
  parts: OpenParts,
): Promise<void> {
  if (target.deadLetterArn === undefined) {
    parts.lost.push({
      what: "event",
      to: target.arn,
      because: `${error}; the target has no dead-letter queue`,
    });
    return;
  }
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: error,
    RETRY_ATTEMPTS: "0",
  };
  const buried = await deliver(
    cloud,
    { sender, to: target.deadLetterArn, body: event.json, attributes, queueAs: "delivery", depth },
    parts,
  );
  if (!buried.success) {
    parts.lost.push({
      what: "event",
      to: target.arn,
      because: `${error}; dead-letter queue: ${buried.error}`,
    });
  }
}
