import { s3AccessChangePattern, tamperingPattern, type WatchedNames } from "@security-auto/events";
import { putEvents } from "@security-auto/policies";
import { ArnFormat, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { Construct, type IConstruct } from "constructs";
import { type DeadLetter, deadLetterConfig } from "./delivery";
import { type EventBridgePattern, rulePattern } from "./rule-pattern";
import { TargetRole, type TargetRoleNames } from "./target-role";

/** What a rule forwards, and how that is said. */
export interface Forwarded {
  readonly pattern: EventBridgePattern;
  readonly description: string;
}

/** Each call that can change who can access data in S3. */
export const S3_CHANGES: Forwarded = {
  pattern: s3AccessChangePattern,
  description: "Sends every successful call that can change who can access data in S3 to the central bus",
};

/** Each call that can end the forwarding. */
export const tamperingWith = (names: WatchedNames): Forwarded => ({
  pattern: tamperingPattern(names),
  description: "Sends every successful call that can end the forwarding to the central bus",
});

/** Roles belong to the account, rules to a region: in several regions each needs a role name of its own. */
export interface MemberForwardingProps extends DeadLetter, TargetRoleNames {
  /** Default: {@link S3_CHANGES}. */
  readonly forwarded?: Forwarded;
  /** On the account's default bus. */
  readonly ruleName: string;
  /** The security account's bus, in whatever account and region. */
  readonly centralBusArn: string;
}

/** The ARN of a rule on the default bus of the stack that `scope` is in, before there is the rule. */
export function defaultBusRuleArn(scope: IConstruct, ruleName: string): string {
  return Stack.of(scope).formatArn({
    service: "events",
    resource: "rule",
    resourceName: ruleName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/**
 * Sends calls, by default each that can change who can access data in S3, from the account's default bus, where
 * CloudTrail's records arrive, to the central bus. The rule's role may put events on that one bus,
 * and EventBridge may use it for that one rule.
 *
 * The rule goes straight to the central bus: EventBridge forwards an event to another account or
 * region once, never on from there. The target has no `RetryPolicy`: PutTargets refuses one for an event bus.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets.EventBusProps.html
 */
export class MemberForwarding extends Construct {
  constructor(scope: Construct, id: string, props: MemberForwardingProps) {
    super(scope, id);
    const { ruleName, centralBusArn, forwarded = S3_CHANGES } = props;
    const { role } = new TargetRole(this, "Sender", {
      ...props,
      description: "EventBridge puts events on the central bus with it, for one rule",
      ruleArn: defaultBusRuleArn(this, ruleName),
      permissions: [putEvents({ eventBusArn: centralBusArn })],
    });
    new Rule(this, "Rule", {
      ruleName,
      description: forwarded.description,
      eventPattern: rulePattern(forwarded.pattern),
      targets: [{ bind: () => ({ arn: centralBusArn, role, ...deadLetterConfig(props) }) }],
    });
  }
}
