import { exact, type IdentityStatement, type Partition } from "@security-auto/iam-policy";

/**
 * May list the accounts of the organization: the management account may, and a delegated administrator of any service. The action works on
 * no resource.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function listAccounts(): IdentityStatement {
  return { Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" };
}

/**
 * May ask whether an account is of the organization: the management account may, and a delegated administrator of any service. The ARN of an account
 * begins with the management account, which the functions do not know, and names the organization.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export function describeAccounts({
  partition,
  organizationId,
}: {
  readonly partition: Partition;
  readonly organizationId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "organizations:DescribeAccount",
    Resource: `arn:${partition}:organizations::*:account/${exact(organizationId, "organization id")}/*`,
  };
}
