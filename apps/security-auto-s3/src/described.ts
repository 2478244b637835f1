import { type BucketFacts, type Description, descriptionOf } from "@security-auto/s3-exposure";

/**
 * What was read of a bucket, in the form that `npm run assess` takes. An organization all of whose accounts are known is as the environment
 * has it, and left out; of another one, those accounts are listed that the bucket's settings name.
 */
export function describedBucket({
  facts: { organization, ...facts },
  policyText,
}: {
  readonly facts: BucketFacts;
  readonly policyText: string | undefined;
}): Description {
  const described = descriptionOf(facts, policyText);
  if (organization === undefined || organization.accountsComplete === true) return described;
  const { id, accounts = [] } = organization;
  const settings = JSON.stringify(described);
  const named = accounts.filter((account) => settings.includes(account));
  return { ...described, organization: { id, accounts: named, accountsComplete: false } };
}
