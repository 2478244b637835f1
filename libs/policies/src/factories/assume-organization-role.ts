import { exact, type IdentityStatement, type Partition } from "@security-auto/iam-policy";

/**
 * May assume the role of one name in any account of one organization. Without
 * `aws:ResourceOrgID` a role of that name in a stranger's account would do as well.
 */
export function assumeOrganizationRole({
  partition,
  roleName,
  organizationId,
}: {
  readonly partition: Partition;
  readonly roleName: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: `arn:${partition}:iam::*:role/${exact(roleName, "role name")}`,
    Condition: { StringEquals: { "aws:ResourceOrgID": exact(organizationId, "organization id") } },
  };
}
