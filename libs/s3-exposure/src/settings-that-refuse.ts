import { isPublicGrantee, OWNER_ENFORCED } from "./acl-exposure";
import type { BucketFacets, FacetName, PublicAccessBlock } from "./bucket-facts";
import { valueOf } from "./facet";
import { policyIsPublic } from "./policy/policy-is-public";

/**
 * The settings under which S3 refuses to put the policy, or the ACL, that stands beside them. A call that put it all the same was made
 * under others.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function settingsThatRefuse(put: FacetName, facets: BucketFacets): readonly FacetName[] {
  switch (put) {
    case "policy": {
      const policy = valueOf(facets.policy);
      const isPublic = policy !== undefined && policyIsPublic(policy) === true;
      return isPublic ? blocksWith("blockPublicPolicy", facets) : [];
    }
    case "acl": {
      const { owner, grants = [] } = valueOf(facets.acl) ?? {};
      const isPublic = grants.some(({ grantee }) => isPublicGrantee(grantee));
      const isOthers = grants.some(
        ({ grantee }) => !(grantee.kind === "canonical user" && grantee.id === owner),
      );
      return [
        ...(isPublic ? blocksWith("blockPublicAcls", facets) : []),
        ...(isOthers && valueOf(facets.ownership) === OWNER_ENFORCED ? (["ownership"] as const) : []),
      ];
    }
    default:
      return [];
  }
}

function blocksWith(setting: keyof PublicAccessBlock, facets: BucketFacets): readonly FacetName[] {
  const blocks = ["publicAccessBlock", "accountPublicAccessBlock"] as const;
  return blocks.filter((block) => valueOf(facets[block])?.[setting] === true);
}
