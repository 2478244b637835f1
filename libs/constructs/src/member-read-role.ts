import { ACCESS_READS, policyDocument, readBuckets, trustRole } from "@security-auto/policies";
import { type CfnCondition, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { acceptWildcards, type Permission } from "./permission";

export interface MemberReadRoleProps {
  readonly roleName: string;
  readonly policyName: string;
  /** The one role that may assume it, in the security account, also when it is created later or again. */
  readonly readerRoleArn: string;
  /** The organization the reader has to be in. */
  readonly organizationId: string;
  /** Default: made wherever the stack is. */
  readonly condition?: CfnCondition;
}

/** With it the security account's function reads who can reach a bucket of this account, and nothing else. */
export class MemberReadRole extends Construct {
  constructor(scope: Construct, id: string, props: MemberReadRoleProps) {
    super(scope, id);
    const reads: Permission = {
      statement: readBuckets({ reads: ACCESS_READS, resourceAccount: Stack.of(this).account }),
      wildcardBecause:
        "Which bucket is read is known only when an event names it; the actions only read, in this account only.",
    };
    const role = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: "The security account reads with it who can reach a bucket",
      trust: trustRole({ roleArn: props.readerRoleArn, organizationId: props.organizationId }),
      permissions: { policyName: props.policyName, document: policyDocument(reads.statement) },
      ...(props.condition !== undefined && { condition: props.condition }),
    });
    acceptWildcards(role, [reads]);
  }
}
