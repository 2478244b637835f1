import { isPublicGrantee, NOTHING_BLOCKED, OWNER_ENFORCED, valueOf } from "@security-auto/s3-exposure";
import type { Candidate } from "./candidate";

/** Has S3 ignore the grants to everyone and to any AWS account, of the bucket and of its objects. */
export const ignorePublicAcls: Candidate = (settings, { facts, objects }) => {
  const { acl, block = NOTHING_BLOCKED } = settings;
  const isPublic = acl?.grants.some(({ grantee }) => isPublicGrantee(grantee));
  const isOff = valueOf(facts.facets.ownership) === OWNER_ENFORCED;
  if (isOff || block.ignorePublicAcls || !(isPublic === true || objects)) return undefined;
  return {
    settings: { ...settings, block: { ...block, ignorePublicAcls: true, blockPublicAcls: true } },
    because: {
      publicAccessBlock:
        "S3 ignores grants to everyone and to any AWS account, and accepts no new ones; the ACL itself stays as it is",
    },
  };
};
