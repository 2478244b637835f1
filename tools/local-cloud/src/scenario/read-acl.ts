import type { AclGrant, Grantee as DescribedGrantee } from "@security-auto/s3-exposure";
import {
  ALL_USERS,
  AUTHENTICATED_USERS,
  type Grant,
  type Grantee,
  isPermission,
  LOG_DELIVERY,
} from "../s3/bucket/acl";
import { canonicalId } from "../identity/unique-id";

/** A grant as S3 stores it. */
export function grantOf({ grantee, permission }: AclGrant): Grant {
  return { grantee: granteeOf(grantee), permission: isPermission(permission) ? permission : "FULL_CONTROL" };
}

function granteeOf(grantee: DescribedGrantee): Grantee {
  switch (grantee.kind) {
    case "everyone":
      return { kind: "group", uri: ALL_USERS };
    case "authenticated users":
      return { kind: "group", uri: AUTHENTICATED_USERS };
    case "log delivery":
      return { kind: "group", uri: LOG_DELIVERY };
    case "account":
      return { kind: "canonical user", id: canonicalId(grantee.account) };
    case "canonical user":
      return { kind: "canonical user", id: grantee.id };
    case "other":
      if (grantee.group) return { kind: "group", uri: grantee.text };
      return grantee.text.includes("@")
        ? { kind: "email", address: grantee.text }
        : { kind: "canonical user", id: grantee.text };
  }
}
