import type { IdentityStatement } from "@security-auto/iam-policy";

/**
 * May list the accounts of the organization: the management account may, and a delegated administrator of any service. The action works on
 * no resource.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function listAccounts(): IdentityStatement {
  return { Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" };
}
