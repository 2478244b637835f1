import { type IdentityPolicy, policyDocument, type TrustStatement } from "@security-auto/iam-policy";
import type { CfnCondition } from "aws-cdk-lib";
import { CfnRole } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";

export interface LeastPrivilegeRoleProps {
  readonly roleName: string;
  readonly description: string;
  /** The one who may assume it. */
  readonly trust: TrustStatement;
  /** The role's one inline policy: all it may do. */
  readonly permissions: { readonly policyName: string; readonly document: IdentityPolicy };
  readonly permissionsBoundaryArn?: string;
  /** Made only where this holds. Default: everywhere. */
  readonly condition?: CfnCondition;
}

/**
 * A role that may do what its document says and nothing more: one inline policy, no managed
 * policy, and no way for another construct to add a grant. The documents reach the template as
 * they are.
 */
export class LeastPrivilegeRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: LeastPrivilegeRoleProps) {
    super(scope, id);
    const { policyName, document } = props.permissions;
    const role = new CfnRole(this, "Resource", {
      roleName: props.roleName,
      description: props.description,
      assumeRolePolicyDocument: policyDocument(props.trust),
      policies: [{ policyName, policyDocument: document }],
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundary: props.permissionsBoundaryArn,
      }),
    });
    if (props.condition !== undefined) role.cfnOptions.condition = props.condition;
    this.roleArn = role.attrArn;
  }
}
