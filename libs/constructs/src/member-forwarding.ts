import { s3AccessChangePattern } from "@security-auto/events";
import { policyDocument, putEvents, trustRule } from "@security-auto/policies";
import { ArnFormat, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { Role } from "aws-cdk-lib/aws-iam";
import { Construct, type IConstruct } from "constructs";
import { type DeadLetter, deadLetterConfig } from "./delivery";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { rulePattern } from "./rule-pattern";

export interface MemberForwardingProps extends DeadLetter {
  /** On the account's default bus. */
  readonly ruleName: string;
  /** Roles belong to the account, rules to a region: in several regions each needs a name of its own. */
  readonly roleName: string;
  readonly policyName: string;
  /** The security account's bus, in whatever account and region. */
  readonly centralBusArn: string;
  readonly permissionsBoundaryArn?: string;
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
 * Sends each call that can change who can access data in S3 from the account's default bus, where
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
    const { ruleName, centralBusArn } = props;
    const { roleArn } = new LeastPrivilegeRole(this, "Sender", {
      roleName: props.roleName,
      description: "EventBridge puts events on the central bus with it, for one rule",
      trust: trustRule({
        sourceArn: defaultBusRuleArn(this, ruleName),
        sourceAccount: Stack.of(this).account,
      }),
      permissions: {
        policyName: props.policyName,
        document: policyDocument(putEvents({ eventBusArn: centralBusArn })),
      },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
    });
    const role = Role.fromRoleArn(this, "Role", roleArn, { mutable: false });
    new Rule(this, "Rule", {
      ruleName,
      description: "Sends every successful call that can change who can access data in S3 to the central bus",
      eventPattern: rulePattern(s3AccessChangePattern),
      targets: [{ bind: () => ({ arn: centralBusArn, role, ...deadLetterConfig(props) }) }],
    });
  }
}
