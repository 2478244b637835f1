import type { BucketFacts, Organization } from "../bucket-facts";
import { between, exactly, type ExposureInterval } from "../exposure";
import { valueOf } from "../facet";

/** What of a bucket's surroundings decides whether somebody is a stranger to it. */
export interface BucketContext {
  readonly accountId?: string | undefined;
  readonly organization?: Organization | undefined;
  /** The members, when they are known. */
  readonly members?: ReadonlySet<string> | undefined;
  /** The canonical id of the own account, as the ACL tells it. */
  readonly ownerId?: string | undefined;
  /** `arn:aws:s3:::name` in the bucket's partition. */
  readonly bucketArn: string;
}

export function bucketContext({ name, accountId, region, organization, facets }: BucketFacts): BucketContext {
  return {
    accountId,
    organization,
    members: organization?.accounts === undefined ? undefined : new Set(organization.accounts),
    ownerId: valueOf(facets.acl)?.owner,
    bucketArn: `arn:${partitionOf(region)}:s3:::${name}`,
  };
}

function partitionOf(region = ""): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** How far access by an account reaches. */
export function reachOfAccount(account: string, context: BucketContext): ExposureInterval {
  const { accountId, members } = context;
  if (account === accountId) return exactly("private");
  const atMost = members?.has(account) === true ? "organization" : "external";
  // A foreign account is at least another account; nothing is foreign to a bucket whose own account is not known.
  const atLeast = accountId === undefined ? "private" : members === undefined ? "organization" : atMost;
  return between(atLeast, atMost);
}

/** How far access by an organization reaches. */
export function reachOfOrganization(id: string, { organization }: BucketContext): ExposureInterval {
  if (organization === undefined) return between("organization", "external");
  return exactly(id === organization.id ? "organization" : "external");
}
