import { type OneOrMany, policyDocument } from "@security-auto/iam-policy";
import { trustRole } from "@security-auto/policies";
import type { CfnCondition } from "aws-cdk-lib";
import { Construct } from "constructs";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { acceptWildcards } from "./permission";
import { coveragePermissions, type CoverageReads, listPermission, readPermissions } from "./read-permissions";

export interface MemberReadRoleProps {
  readonly roleName: string;
  readonly policyName: string;
  /** The roles that may assume it, in the security account, also when they are created later or again. */
  readonly readerRoleArn: OneOrMany<string>;
  /** The organization the reader has to be in. */
  readonly organizationId: string;
  /** Whether its buckets may be listed too. Default: no. */
  readonly listsBuckets?: boolean;
  /** What is read to tell whether changes are seen. Default: nothing. */
  readonly coverage?: CoverageReads;
  /** Default: made wherever the stack is. */
  readonly condition?: CfnCondition;
}

/** With it the security account's functions read who can access a bucket of this account, and nothing else. */
export class MemberReadRole extends Construct {
  constructor(scope: Construct, id: string, props: MemberReadRoleProps) {
    super(scope, id);
    const { coverage } = props;
    const reads = [
      ...readPermissions(this),
      ...(props.listsBuckets === true ? [listPermission(this)] : []),
      ...(coverage === undefined ? [] : coveragePermissions(this, coverage)),
    ];
    const role = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: "The security account reads with it who can access a bucket",
      trust: trustRole({ roleArn: props.readerRoleArn, organizationId: props.organizationId }),
      permissions: {
        policyName: props.policyName,
        document: policyDocument(...reads.map(({ statement }) => statement)),
      },
      ...(props.condition !== undefined && { condition: props.condition }),
    });
    acceptWildcards(role, reads);
  }
}
