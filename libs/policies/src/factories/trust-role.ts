import { exact, parseArn, type TrustStatement } from "@security-auto/iam-policy";

/**
 * Trust policy of a role that one role of one organization may assume.
 *
 * The principal is the trusted role's account, and a condition names the role: as a principal IAM would keep the role's id in
 * place of its ARN, and a role that is deleted and created again under its old name would not be trusted any more, whatever is
 * deployed. It would also refuse a role that does not exist yet.
 *
 * @throws RangeError when `roleArn` is not a role's
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function trustRole({
  roleArn,
  organizationId,
}: {
  readonly roleArn: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): TrustStatement {
  const arn = parseArn(exact(roleArn, "role ARN"));
  if (arn?.service !== "iam" || !arn.resource.startsWith("role/")) {
    throw new RangeError(`"${roleArn}" is not the ARN of a role`);
  }
  return {
    Effect: "Allow",
    Principal: { AWS: `arn:${arn.partition}:iam::${arn.accountId}:root` },
    Action: "sts:AssumeRole",
    Condition: {
      ArnEquals: { "aws:PrincipalArn": roleArn },
      StringEquals: { "aws:PrincipalOrgID": exact(organizationId, "organization id") },
    },
  };
}
