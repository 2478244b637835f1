import { accountInArn } from "@security-auto/iam-policy";
import { mentionsOf } from "./access/inquiry";
import { aclPrincipals } from "./acl-exposure";
import type { BucketFacts } from "./bucket-facts";

/**
 * The accounts that policy, ACL and access points name, of which it is not known whether they are of the bucket's organization. None where it
 * is not known which organization that is.
 */
export function undecidedAccounts(facts: BucketFacts): readonly string[] {
  const { accountId, organization, knownExternalAccounts = [] } = facts;
  if (organization === undefined || organization.accountsComplete === true) return [];
  const { accounts, principals, roots, sources, accessPointAccounts } = mentionsOf(
    facts,
    aclPrincipals(facts),
  );
  const named = new Set([
    ...accounts,
    ...[...principals.values()].map(({ account }) => account),
    ...roots,
    ...sources.accounts,
    ...[...sources.arns].map(accountInArn),
    ...accessPointAccounts,
  ]);
  for (const known of [accountId, ...(organization.accounts ?? []), ...knownExternalAccounts])
    named.delete(known);
  return [...named].filter((account) => account !== undefined).filter((account) => /^\d{12}$/.test(account));
}
