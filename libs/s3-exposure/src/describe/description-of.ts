import { describeGrantee } from "../acl-grant";
import type { AccessPoints, Acl, BucketFacts, Grantee } from "../bucket-facts";
import { denied, type Facet, valueOf, whyUnread } from "../facet";
import { type ReadAction, READS, READS_OF_ACCESS_POINTS } from "../reads/read-actions";

/** A bucket in JSON, as `describeBucket` takes it. */
export type Description = Readonly<Record<string, unknown>>;

/**
 * Describes what was read of a bucket, for `describeBucket` to read: judged again, it is judged the same. What cannot be described can only
 * widen its exposure: a read that failed is described as refused, so is a policy without its text, and a read that was refused for one access
 * point is refused for all of them.
 *
 * @param policyText - the bucket policy as S3 returned it
 * @example
 * ```ts
 * const described = describeBucket(descriptionOf(facts, policyText));
 * ```
 */
export function descriptionOf(
  { name, accountId, region, organization, knownExternalAccounts, facets }: BucketFacts,
  policyText: string | undefined,
): Description {
  const refused = new Set<string>();
  const read = <T>(of: { readonly action: ReadAction }, facet: Facet<T> | undefined): T | undefined => {
    if (facet !== undefined && whyUnread(facet) !== undefined) refused.add(of.action.slice("s3:".length));
    return facet && valueOf(facet);
  };
  /** The text of a policy that was read. */
  const textOf = (of: { readonly action: ReadAction }, facet: Facet<unknown>, text: string | undefined) =>
    read(of, facet.state === "present" && text === undefined ? denied : facet) && text;
  const pointsOf = ({ list, more }: AccessPoints) => {
    const AccessPointList = list.map(({ accountId: account, policyText: text, ...point }) => ({
      ...point,
      account,
      policy: textOf(READS_OF_ACCESS_POINTS.policy, point.policy, text),
      policyStatus: read(READS_OF_ACCESS_POINTS.policyStatus, point.policyStatus),
      publicAccessBlock: read(READS_OF_ACCESS_POINTS.publicAccessBlock, point.publicAccessBlock),
    }));
    return more ? { AccessPointList, NextToken: "more" } : AccessPointList;
  };
  const acl = read(READS.acl, facets.acl);
  const points = read(READS_OF_ACCESS_POINTS.list, facets.accessPoints);
  read(READS.location, facets.location);
  return {
    name,
    account: accountId,
    region,
    tags: read(READS.tags, facets.tags),
    policy: textOf(READS.policy, facets.policy, policyText),
    policyStatus: read(READS.policyStatus, facets.policyStatus),
    acl: acl && writtenAcl(acl),
    publicAccessBlock: read(READS.publicAccessBlock, facets.publicAccessBlock),
    accountPublicAccessBlock: read(READS.accountPublicAccessBlock, facets.accountPublicAccessBlock),
    ownership: read(READS.ownership, facets.ownership),
    accessPoints: points && pointsOf(points),
    organization: organization && {
      ...organization,
      accountsComplete: organization.accountsComplete === true,
    },
    knownExternalAccounts,
    ...(refused.size > 0 && { denied: [...refused] }),
  };
}

const writtenAcl = ({ owner, grants }: Acl) => ({
  owner,
  grants: grants.map(({ grantee, permission }) => ({ grantee: writtenGrantee(grantee), permission })),
});

function writtenGrantee(grantee: Grantee): string | object {
  if (grantee.kind !== "other" || !grantee.group) return describeGrantee(grantee);
  // A group is told by its URI; one that has no name is a group, too.
  return { Type: "Group", ...(isUri(grantee.text) && { URI: grantee.text }) };
}

const isUri = (text: string): boolean => text.includes("://");
