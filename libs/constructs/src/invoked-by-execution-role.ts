import { invokeFunction, policyDocument, trustRule } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import type { IRuleTarget, RuleTargetConfig } from "aws-cdk-lib/aws-events";
import { type IRole, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { type Delivery, deliveryConfig } from "./delivery";
import { LeastPrivilegeRole } from "./least-privilege-role";

export interface InvokedByExecutionRoleProps extends Delivery {
  readonly functionArn: string;
  /**
   * The rule that has this target, as a plain ARN: a reference to the rule would close a circle,
   * because the rule refers to the role.
   */
  readonly ruleArn: string;
  readonly roleName: string;
  readonly policyName: string;
  readonly permissionsBoundaryArn?: string;
}

/**
 * Rule target: a function that EventBridge invokes with a role made for this one target. The
 * function's resource policy stays empty: no other service and no other account can invoke it, and
 * in its own account only who is granted `lambda:InvokeFunction`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
 */
export class InvokedByExecutionRole extends Construct implements IRuleTarget {
  private readonly role: IRole;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: InvokedByExecutionRoleProps,
  ) {
    super(scope, id);
    const { account } = Stack.of(this);
    const { roleArn } = new LeastPrivilegeRole(this, "ExecutionRole", {
      roleName: props.roleName,
      description: "EventBridge invokes one function with it, for one rule",
      trust: trustRule({ sourceArn: props.ruleArn, sourceAccount: account }),
      permissions: { policyName: props.policyName, document: policyDocument(invokeFunction(props)) },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
    });
    this.role = Role.fromRoleArn(this, "Role", roleArn, { mutable: false });
  }

  bind(): RuleTargetConfig {
    return { arn: this.props.functionArn, role: this.role, ...deliveryConfig(this.props) };
  }
}
