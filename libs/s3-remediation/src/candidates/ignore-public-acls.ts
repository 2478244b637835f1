import { valueOf } from "@security-auto/s3-exposure";
import { NOTHING_BLOCKED } from "../settings/bucket-settings";
import type { Candidate } from "./candidate";

/** Has S3 ignore the grants to everyone and to any AWS account, of the bucket and of its objects. */
export const ignorePublicAcls: Candidate = (settings, { facts, objects }) => {
  const { acl, block = NOTHING_BLOCKED } = settings;
  const isPublic = acl?.grants.some(
    ({ grantee: { kind } }) => kind === "everyone" || kind === "authenticated users",
  );
  const isOff = valueOf(facts.facets.ownership) === "BucketOwnerEnforced";
  if (isOff || block.ignorePublicAcls || !(isPublic === true || objects)) return undefined;
  return {
    settings: { ...settings, block: { ...block, ignorePublicAcls: true, blockPublicAcls: true } },
    because: {
      block:
        "S3 ignores grants to everyone and to any AWS account, and accepts no new ones; the ACL itself stays as it is",
    },
  };
};
