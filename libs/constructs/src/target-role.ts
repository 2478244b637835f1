import { type IdentityStatement, policyDocument } from "@security-auto/iam-policy";
import { trustRule } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import { type IRole, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { LeastPrivilegeRole } from "./least-privilege-role";

/** How the role of a target is named, and what bounds it. */
export interface TargetRoleNames {
  readonly roleName: string;
  readonly policyName: string;
  readonly permissionsBoundaryArn?: string;
}

export interface TargetRoleProps extends TargetRoleNames {
  readonly description: string;
  /**
   * The rule that has the target, as a plain ARN: a reference to the rule would close a circle, because the rule refers to the
   * role.
   */
  readonly ruleArn: string;
  /** All that it takes to deliver to the one target. */
  readonly permissions: readonly IdentityStatement[];
}

/**
 * The role in which EventBridge delivers to one target, for one rule of the stack's own account.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class TargetRole extends Construct {
  /** As a rule's target takes it: nothing can be granted to it. */
  readonly role: IRole;

  constructor(scope: Construct, id: string, props: TargetRoleProps) {
    super(scope, id);
    const { roleArn } = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: props.description,
      trust: trustRule({ sourceArn: props.ruleArn, sourceAccount: Stack.of(this).account }),
      permissions: { policyName: props.policyName, document: policyDocument(...props.permissions) },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
    });
    this.role = Role.fromRoleArn(this, "Reference", roleArn, { mutable: false });
  }
}
