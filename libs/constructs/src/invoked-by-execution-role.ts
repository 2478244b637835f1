import { invokeFunction } from "@security-auto/policies";
import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { type Delivery, deliveryConfig } from "./delivery";
import { TargetRole, type TargetRoleNames } from "./target-role";

export interface InvokedByExecutionRoleProps extends Delivery, TargetRoleNames {
  readonly functionArn: string;
  /** The rule that has this target, as a plain ARN. */
  readonly ruleArn: string;
}

/**
 * Rule target: a function that EventBridge invokes with a role made for this one target. The
 * function's resource policy stays empty: no other service and no other account can invoke it, and
 * in its own account only who is granted `lambda:InvokeFunction`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
 */
export class InvokedByExecutionRole extends TargetRole implements IRuleTarget {
  constructor(
    scope: Construct,
    id: string,
    private readonly target: InvokedByExecutionRoleProps,
  ) {
    super(scope, id, {
      ...target,
      description: "EventBridge invokes one function with it, for one rule",
      permissions: [invokeFunction(target)],
    });
  }

  bind(): RuleTargetConfig {
    return { arn: this.target.functionArn, role: this.role, ...deliveryConfig(this.target) };
  }
}
