import { RestrictRole, type RestrictRoleProps } from "@security-auto/constructs";
import { partitionOf, roleArn } from "@security-auto/iam-policy";
import { WRITE_ACTIONS } from "@security-auto/s3-remediation";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";

/** The role that the function which remediates writes with, in whichever account the stack is. */
export function restrictRole(
  scope: Construct,
  { account, region, names, functions, organizationId }: Environment,
  props: Pick<RestrictRoleProps, "roleName" | "permissionsBoundaryArn" | "condition">,
): RestrictRole {
  return new RestrictRole(scope, "Restrict", {
    policyName: names.restrictPolicy,
    restrictorRoleArn: roleArn({
      partition: partitionOf(region),
      accountId: account,
      name: functions.restrict.roleName,
    }),
    organizationId,
    writes: WRITE_ACTIONS,
    ...props,
  });
}
