import { policyDocument } from "@security-auto/iam-policy";
import { trustRole, writeBuckets } from "@security-auto/policies";
import { type CfnCondition, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { acceptWildcards } from "./permission";

export interface RestrictRoleProps {
  readonly roleName: string;
  readonly policyName: string;
  /** The one role that may assume it, in the security account, also when it is created later or again. */
  readonly restrictorRoleArn: string;
  /** The organization that role has to be in. */
  readonly organizationId: string;
  /** The actions that a remediation, or its undo, takes. */
  readonly writes: readonly `s3:${string}`[];
  readonly permissionsBoundaryArn?: string;
  /** Default: made wherever the stack is. */
  readonly condition?: CfnCondition;
}

/**
 * With it the security account's function remediates a bucket of this account. The function narrows each session to one bucket and the
 * calls of one plan.
 */
export class RestrictRole extends Construct {
  constructor(scope: Construct, id: string, props: RestrictRoleProps) {
    super(scope, id);
    const permission = {
      statement: writeBuckets({ writes: props.writes, resourceAccount: Stack.of(this).account }),
      wildcardBecause:
        "Which bucket is remediated is known only when an event names it; each session is narrowed to that one by its session policy.",
    };
    const role = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: "The security account remediates with it a bucket that violates an invariant",
      trust: trustRole({ roleArn: props.restrictorRoleArn, organizationId: props.organizationId }),
      permissions: { policyName: props.policyName, document: policyDocument(permission.statement) },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
      ...(props.condition !== undefined && { condition: props.condition }),
    });
    acceptWildcards(role, [permission]);
  }
}
