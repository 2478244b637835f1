import type { Principal } from "@security-auto/iam-policy";
import type { AclGrant, Grantee } from "./bucket-facts";
import type { Statement } from "./policy/statement";
import { EVERYTHING } from "./policy/patterns";
import { principalsOf } from "./policy/principals";

/** A grant in the words of a policy, so that Denies take from it what they take from an Allow. */
export function grantAsStatement({ grantee, permission }: AclGrant, name: Principal): Statement {
  return {
    name: describeGrantee(grantee),
    principals: principalsOf([name]),
    actions: { except: false, patterns: ACTIONS.get(permission.toUpperCase()) ?? ALL_ACTIONS },
    writtenActions: [permission],
    resources: EVERYTHING,
    conditions: [],
  };
}

const READ = ["s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads"];
const WRITE = ["s3:putobject"];
const READ_ACP = ["s3:getbucketacl"];
const WRITE_ACP = ["s3:putbucketacl"];
const ALL_ACTIONS = [...READ, ...WRITE, ...READ_ACP, ...WRITE_ACP];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["READ", READ],
  ["WRITE", WRITE],
  ["READ_ACP", READ_ACP],
  ["WRITE_ACP", WRITE_ACP],
  ["FULL_CONTROL", ALL_ACTIONS],
]);

/** A grantee as a principal; `undefined` for a group that is not known. */
export function granteePrincipal(grantee: Grantee): Principal | undefined {
  switch (grantee.kind) {
    case "everyone":
      return { kind: "everyone" };
    case "authenticated users":
      return { kind: "pattern", text: "*" };
    case "log delivery":
      return { kind: "service", name: "log delivery" };
    case "account":
      return { kind: "account", account: grantee.account };
    case "canonical user":
      return { kind: "identity", id: grantee.id, what: "canonical user" };
    case "other":
      return grantee.group
        ? undefined
        : { kind: "identity", id: grantee.text, what: "unrecognized principal" };
  }
}

/** A grantee, for a person. */
export function describeGrantee(grantee: Grantee): string {
  switch (grantee.kind) {
    case "everyone":
      return "AllUsers";
    case "authenticated users":
      return "AuthenticatedUsers";
    case "log delivery":
      return "LogDelivery";
    case "account":
      return grantee.account;
    case "canonical user":
      return grantee.id;
    case "other":
      return grantee.text;
  }
}
