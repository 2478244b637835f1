import {
  type AclGrant,
  exceeds,
  isPublicGrantee,
  OWNER_ENFORCED,
  settingOf,
  valueOf,
} from "@security-auto/s3-exposure";
import type { Candidate } from "./candidate";

/** Writes the ACL without its grants to those outside. Grants to everyone are left to IgnorePublicAcls. */
export const removeOutsideGrants: Candidate = (settings, { facts, limit, exposureOf }) => {
  const { acl } = settings;
  // S3 takes no ACL without its owner.
  if (acl?.owner === undefined || limit === undefined || limit === "external" || limit === "public")
    return undefined;
  if (valueOf(facts.facets.ownership) === OWNER_ENFORCED) return undefined;
  const isOutside = (grant: AclGrant, index: number): boolean =>
    !isPublic(grant) && exceeds(exposureOf({ grant: index }).atLeast, limit);
  const outside = acl.grants.filter(isOutside);
  if (outside.length === 0) return undefined;
  // With BlockPublicAcls on S3 refuses an ACL that grants to everyone, though such grants have no effect.
  const blocksPublic = settingOf("blockPublicAcls", facts).state === "on";
  const isRefused = (grant: AclGrant): boolean => blocksPublic && isPublic(grant);
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

const isPublic = ({ grantee }: AclGrant): boolean => isPublicGrantee(grantee);

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
