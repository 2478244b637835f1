import type { BucketFacts, Organization } from "../bucket-facts";
import { valueOf } from "../facet";

/** What of a bucket's surroundings decides whether somebody is a stranger to it. */
export interface BucketContext {
  readonly accountId: string | undefined;
  readonly organization: Organization | undefined;
  /** Accounts known to be of the organization; `accountsComplete` says whether all others are outside. */
  readonly members: ReadonlySet<string>;
  /** The canonical id of the own account, as the ACL tells it. */
  readonly ownerId: string | undefined;
  /** `arn:aws:s3:::name` in the bucket's partition. */
  readonly bucketArn: string;
}

export function bucketContext({ name, accountId, region, organization, facets }: BucketFacts): BucketContext {
  return {
    accountId,
    organization,
    members: new Set(organization?.accounts),
    ownerId: valueOf(facets.acl)?.owner,
    bucketArn: `arn:${partitionOf(region)}:s3:::${name}`,
  };
}

function partitionOf(region = ""): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
