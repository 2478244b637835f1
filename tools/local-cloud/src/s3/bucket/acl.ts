import { canonicalId } from "../../identity/unique-id";

/** Whom an ACL grants to. */
export type Grantee =
  | { readonly kind: "group"; readonly uri: string }
  | { readonly kind: "canonical user"; readonly id: string }
  | { readonly kind: "email"; readonly address: string };

const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;

export type Permission = (typeof PERMISSIONS)[number];

export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

export interface Acl {
  /** Canonical id of the owner. */
  readonly owner: string;
  readonly grants: readonly Grant[];
}

const GROUPS = "http://acs.amazonaws.com/groups";
export const ALL_USERS = `${GROUPS}/global/AllUsers`;
export const AUTHENTICATED_USERS = `${GROUPS}/global/AuthenticatedUsers`;
export const LOG_DELIVERY = `${GROUPS}/s3/LogDelivery`;

export function isPermission(text: string): text is Permission {
  return PERMISSIONS.some((permission) => permission === text);
}

/** The ACL of a bucket nobody has given one. */
export function privateAcl(owner: string): Acl {
  return { owner, grants: [grantTo({ kind: "canonical user", id: owner }, "FULL_CONTROL")] };
}

export function grantTo(grantee: Grantee, permission: Permission): Grant {
  return { grantee, permission };
}

/** Public, as Block Public Access means it. */
export function isPublicGrant({ grantee }: Grant): boolean {
  return grantee.kind === "group" && (grantee.uri === ALL_USERS || grantee.uri === AUTHENTICATED_USERS);
}

/** Whether the ACL grants anything to anybody but the owner. */
export function grantsOthers({ owner, grants }: Acl): boolean {
  return grants.some(({ grantee }) => grantee.kind !== "canonical user" || grantee.id !== owner);
}

/** Whether an ACL grants a permission to a caller; `accountId` is absent for an anonymous one. */
export function aclGrants({ grants }: Acl, accountId: string | undefined, permission: Permission): boolean {
  return grants.some((grant) => {
    if (grant.permission !== permission && grant.permission !== "FULL_CONTROL") return false;
    const { grantee } = grant;
    switch (grantee.kind) {
      case "group":
        return grantee.uri === ALL_USERS || (grantee.uri === AUTHENTICATED_USERS && accountId !== undefined);
      case "canonical user":
        return accountId !== undefined && grantee.id === canonicalId(accountId);
      case "email":
        return false;
    }
  });
}
