import type { AwsRequest } from "../../http/aws-request";
import { childrenOf, textAt, type XmlElement } from "../../xml/parse-xml";
import {
  type Acl,
  ALL_USERS,
  AUTHENTICATED_USERS,
  type Grant,
  type Grantee,
  grantTo,
  isPermission,
  LOG_DELIVERY,
  type Permission,
  privateAcl,
} from "./acl";
import { invalidArgument, malformedXml, S3Error } from "./s3-error";

const group = (uri: string): Grantee => ({ kind: "group", uri });

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED: ReadonlyMap<string, readonly Grant[]> = new Map([
  ["private", []],
  ["public-read", [grantTo(group(ALL_USERS), "READ")]],
  ["public-read-write", [grantTo(group(ALL_USERS), "READ"), grantTo(group(ALL_USERS), "WRITE")]],
  ["authenticated-read", [grantTo(group(AUTHENTICATED_USERS), "READ")]],
  ["log-delivery-write", [grantTo(group(LOG_DELIVERY), "WRITE"), grantTo(group(LOG_DELIVERY), "READ_ACP")]],
  // These two speak of objects; for a bucket they are ignored.
  ["bucket-owner-read", []],
  ["bucket-owner-full-control", []],
]);

const GRANT_HEADERS: Readonly<Record<string, Permission>> = {
  "x-amz-grant-full-control": "FULL_CONTROL",
  "x-amz-grant-read": "READ",
  "x-amz-grant-write": "WRITE",
  "x-amz-grant-read-acp": "READ_ACP",
  "x-amz-grant-write-acp": "WRITE_ACP",
};

/** The ACL that the headers of a request name, or `undefined` when they name none. */
export function aclOfHeaders({ headers }: AwsRequest, owner: string): Acl | undefined {
  const canned = headers["x-amz-acl"];
  const grants = Object.entries(GRANT_HEADERS).flatMap(([name, permission]) =>
    granteesOf(name, headers[name]).map((grantee) => grantTo(grantee, permission)),
  );
  if (canned === undefined) return grants.length === 0 ? undefined : { owner, grants };
  if (grants.length > 0) {
    throw new S3Error("InvalidRequest", 400, "Specifying both Canned ACLs and Header Grants is not allowed");
  }
  const more = CANNED.get(canned);
  if (more === undefined) throw invalidArgument("x-amz-acl", canned, "");
  return { owner, grants: [...privateAcl(owner).grants, ...more] };
}

export function grantHeaders({ headers }: AwsRequest): Readonly<Record<string, string>> {
  const given = Object.keys(GRANT_HEADERS).flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

function granteesOf(header: string, value: string | undefined): readonly Grantee[] {
  if (value === undefined) return [];
  return value.split(",").map((part) => {
    const [, type = "", name = ""] = /^\s*(\w+)\s*=\s*"?([^"]*)"?\s*$/.exec(part) ?? [];
    switch (type.toLowerCase()) {
      case "uri":
        return groupOf(name);
      case "id":
        return { kind: "canonical user", id: name };
      case "emailaddress":
        return { kind: "email", address: name };
      default:
        throw invalidArgument(header, value, "Argument format not recognized");
    }
  });
}

function groupOf(uri: string): Grantee {
  if (uri === ALL_USERS || uri === AUTHENTICATED_USERS || uri === LOG_DELIVERY) return group(uri);
  throw invalidArgument("uri", uri, "Invalid group uri");
}

/** The `AccessControlPolicy` of a request. */
export function aclOfBody(policy: XmlElement, owner: string): Acl {
  const [list] = childrenOf(policy, "AccessControlList");
  const given = textAt(policy, "Owner", "ID");
  if (list === undefined || given === undefined) throw malformedAcl();
  // The owner of a bucket cannot be changed.
  if (given !== owner) throw new S3Error("AccessDenied", 403, "Access Denied");
  return { owner, grants: childrenOf(list, "Grant").map(readGrant) };
}

function readGrant(grant: XmlElement): Grant {
  const [grantee] = childrenOf(grant, "Grantee");
  const permission = textAt(grant, "Permission") ?? "";
  if (grantee === undefined || !isPermission(permission)) throw malformedAcl();
  const uri = textAt(grantee, "URI");
  const id = textAt(grantee, "ID");
  const address = textAt(grantee, "EmailAddress");
  if (uri !== undefined) return grantTo(groupOf(uri), permission);
  if (id !== undefined) return grantTo({ kind: "canonical user", id }, permission);
  if (address !== undefined) return grantTo({ kind: "email", address }, permission);
  throw malformedAcl();
}

function malformedAcl(): S3Error {
  const { status, message } = malformedXml();
  return new S3Error("MalformedACLError", status, message);
}
