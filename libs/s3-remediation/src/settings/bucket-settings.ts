import {
  absent,
  type Acl,
  type BucketFacts,
  parseBucketPolicy,
  present,
  type PublicAccessBlock,
  valueOf,
} from "@security-auto/s3-exposure";

/** What a remediation may write of a bucket. */
export interface BucketSettings {
  /** The bytes of the bucket policy as S3 has them; `undefined`: there is none. */
  readonly policyText: string | undefined;
  /** `undefined`: S3 returned none. */
  readonly acl: Acl | undefined;
  /** The bucket's own block, not the account's; `undefined`: there is none. */
  readonly block: PublicAccessBlock | undefined;
}

/** The settings of a bucket whose policy, ACL and block were read. */
export function settingsOf(
  { facets }: Pick<BucketFacts, "facets">,
  policyText: string | undefined,
): BucketSettings {
  return { policyText, acl: valueOf(facets.acl), block: valueOf(facets.publicAccessBlock) };
}

/** The facts as they would be with other settings. AWS's flag is known only for the policy that it was asked about. */
export function factsWith(
  facts: BucketFacts,
  before: BucketSettings,
  { policyText, acl, block }: BucketSettings,
): BucketFacts {
  const { facets } = facts;
  const isSamePolicy = policyText === before.policyText;
  return {
    ...facts,
    facets: {
      ...facets,
      policy: isSamePolicy
        ? facets.policy
        : policyText === undefined
          ? absent
          : present(parseBucketPolicy(policyText)),
      policyStatus: isSamePolicy ? facets.policyStatus : undefined,
      acl: acl === undefined ? facets.acl : present(acl),
      publicAccessBlock: block === undefined ? absent : present(block),
    },
  };
}
