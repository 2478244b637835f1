import { type AclGrant, valueOf } from "@security-auto/s3-exposure";
import { exceeds } from "../exceeds";
import type { Candidate, Planning } from "./candidate";

/** Writes the ACL without its grants to those outside. Grants to everyone are left to IgnorePublicAcls. */
export const removeOutsideGrants: Candidate = (settings, planning) => {
  const { acl } = settings;
  const { facts, limit, exposureOf } = planning;
  // S3 takes no ACL without its owner.
  if (acl?.owner === undefined || limit === undefined || limit === "external" || limit === "public")
    return undefined;
  if (valueOf(facts.facets.ownership) === "BucketOwnerEnforced") return undefined;
  const isOutside = (grant: AclGrant, index: number): boolean =>
    !isPublic(grant) && exceeds(exposureOf({ grant: index }).atLeast, limit);
  const outside = acl.grants.filter(isOutside);
  if (outside.length === 0) return undefined;
  // With BlockPublicAcls on S3 refuses an ACL that grants to everyone, though such grants have no effect.
  const isRefused = (grant: AclGrant): boolean => isPublic(grant) && blocksPublicAcls(planning);
  const grants = acl.grants.filter((grant) => !outside.includes(grant) && !isRefused(grant));
  const named = acl.grants
    .filter((grant) => !grants.includes(grant))
    .map(({ permission, grantee }) => `${permission} to ${textOf(grantee)}`)
    .join(", ");
  return {
    settings: { ...settings, acl: { ...acl, grants } },
    because: { acl: `the ACL no longer grants ${named}; its other grants stay` },
  };
};

const isPublic = ({ grantee: { kind } }: AclGrant): boolean =>
  kind === "everyone" || kind === "authenticated users";

function blocksPublicAcls({ facts: { facets } }: Planning): boolean {
  return [facets.publicAccessBlock, facets.accountPublicAccessBlock].some(
    (block) => valueOf(block)?.blockPublicAcls === true,
  );
}

function textOf(grantee: AclGrant["grantee"]): string {
  switch (grantee.kind) {
    case "account":
      return `account ${grantee.account}`;
    case "canonical user":
      return `canonical user ${grantee.id}`;
    case "other":
      return grantee.text;
    case "everyone":
    case "authenticated users":
    case "log delivery":
      return grantee.kind;
  }
}
