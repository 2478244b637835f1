import { exact } from "../arn/exact";
import type { TrustStatement } from "../policy-document";

/**
 * Trust policy of a role that one role of one organization may assume. IAM refuses it while the
 * trusted role does not exist, and keeps the role's id, not its name: a role that is deleted and
 * made again under its old name is not trusted.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export function trustRole({
  roleArn,
  organizationId,
}: {
  readonly roleArn: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { AWS: exact(roleArn, "role ARN") },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:PrincipalOrgID": exact(organizationId, "organization id") } },
  };
}
