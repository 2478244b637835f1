import { nodesAt, textsAt } from "./request-parameter";

/** A grant of an ACL as a call has it. */
export interface PutGrant {
  /** A group's URI or name, a canonical user's id, or an e-mail address; in headers `uri="..."`, `id="..."`. */
  readonly grantee: string;
  readonly permission: string;
}

/** The ACL that a call put. */
export interface PutAcl {
  /** The canonical id of the owner, where the call names it. */
  readonly owner?: string;
  /** Those to others than the owner at least: a canned ACL does not say what the owner has. */
  readonly grants: readonly PutGrant[];
}

const to = (grantee: string, ...permissions: readonly string[]): readonly PutGrant[] =>
  permissions.map((permission) => ({ grantee, permission }));

/**
 * What canned ACLs grant on a bucket to others than its owner. `aws-exec-read` and those for objects are left out: whom they grant to is
 * not known here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
const CANNED: ReadonlyMap<string, readonly PutGrant[]> = new Map([
  ["private", []],
  ["public-read", to("AllUsers", "READ")],
  ["public-read-write", to("AllUsers", "READ", "WRITE")],
  ["authenticated-read", to("AuthenticatedUsers", "READ")],
  ["log-delivery-write", to("LogDelivery", "WRITE", "READ_ACP")],
]);

const HEADERS = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"].map(
  (permission) => [`x-amz-grant-${permission.toLowerCase().replace("_", "-")}`, permission] as const,
);

/** S3 accepts no more. */
const MOST_GRANTS = 100;

/**
 * The ACL in the request parameters of PutBucketAcl or CreateBucket: a canned one or grants, both in headers, or an XML body. S3 accepts
 * one of the three; `undefined` where it is not exactly one, or not understood whole.
 */
export function putAclIn(parameters: unknown): PutAcl | undefined {
  const canned = inHeaders(parameters, "x-amz-acl");
  const headers = HEADERS.flatMap(([header, permission]) =>
    inHeaders(parameters, header)
      .flatMap((list) => list.split(","))
      .flatMap((grantee) => to(grantee.trim(), permission)),
  );
  const bodies = nodesAt(parameters, "AccessControlPolicy");
  if (canned.length + Math.min(1, headers.length) + bodies.length !== 1) return undefined;
  const [owner] = textsAt(bodies, "Owner.ID");
  const grants =
    bodies.length > 0 ? grantsIn(bodies) : headers.length > 0 ? headers : CANNED.get(canned[0] ?? "");
  if (grants === undefined || grants.length > MOST_GRANTS) return undefined;
  return { ...(owner !== undefined && { owner }), grants };
}

/** Grants stand in an element of their own, a canned ACL beside it. */
function inHeaders(parameters: unknown, header: string): readonly string[] {
  return [...textsAt(parameters, header), ...textsAt(parameters, `accessControlList.${header}`)];
}

function grantsIn(body: unknown): readonly PutGrant[] | undefined {
  if (nodesAt(body, "AccessControlList").length !== 1) return undefined;
  const grants = nodesAt(body, "AccessControlList.Grant").map((grant): PutGrant | undefined => {
    const [grantee] = ["URI", "ID", "EmailAddress"].flatMap((name) => textsAt(grant, `Grantee.${name}`));
    const [permission] = textsAt(grant, "Permission");
    return grantee === undefined || permission === undefined ? undefined : { grantee, permission };
  });
  return grants.every((grant) => grant !== undefined) ? grants : undefined;
}
