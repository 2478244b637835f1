import {
  ALL_USERS,
  AUTHENTICATED_USERS,
  type Grant,
  type Grantee,
  isPermission,
  LOG_DELIVERY,
  PERMISSIONS,
} from "../s3/bucket/acl";
import { canonicalId } from "../identity/unique-id";
import type { Place } from "./place";
import type { ScenarioBucket } from "./scenario";

const GROUPS: ReadonlyMap<string, string> = new Map([
  ["allusers", ALL_USERS],
  ["authenticatedusers", AUTHENTICATED_USERS],
  ["logdelivery", LOG_DELIVERY],
]);

/** An ACL in the words of a scenario, or as GetBucketAcl returns it. */
export function readAcl(acl: Place): NonNullable<ScenarioBucket["acl"]> {
  acl.object();
  const owner = acl.get("owner") ?? acl.get("Owner");
  const ownerId = owner === undefined ? undefined : (owner.get("ID") ?? owner).text();
  const grants = (acl.get("grants") ?? acl.get("Grants"))?.list() ?? [];
  return {
    ...(ownerId !== undefined && { owner: ownerId }),
    grants: grants.map((grant) => readGrant(grant, ownerId)),
  };
}

function readGrant(grant: Place, owner: string | undefined): Grant {
  const place = grant.get("permission") ?? grant.get("Permission") ?? grant.need("permission");
  const permission = place.text();
  if (!isPermission(permission)) return place.fail(`is none of ${PERMISSIONS.join(", ")}`);
  const grantee = grant.get("grantee") ?? grant.get("Grantee") ?? grant.need("grantee");
  const name = grantee.get("URI") ?? grantee.get("ID") ?? grantee.get("EmailAddress") ?? grantee;
  return { grantee: granteeOf(name.text(), owner), permission };
}

/** `AllUsers`, the URI of a group, an account or its ARN, a mail address, or a canonical id. */
function granteeOf(written: string, owner: string | undefined): Grantee {
  const name = written.replace(/^(?:id|uri|emailAddress|canonicalId)\s*=\s*/i, "").replace(/^"(.*)"$/, "$1");
  if (name.toLowerCase() === "owner" && owner !== undefined) return { kind: "canonical user", id: owner };
  const isUri = /^https?:\/\/acs\.amazonaws\.com\/groups\//.test(name);
  const group = GROUPS.get((isUri ? name.slice(name.lastIndexOf("/") + 1) : name).toLowerCase());
  if (group !== undefined) return { kind: "group", uri: group };
  if (isUri) return { kind: "group", uri: name };
  const account = name.replace(/^arn:[\w-]+:iam::/, "").replace(/:root$/, "");
  if (/^\d{12}$/.test(account)) return { kind: "canonical user", id: canonicalId(account) };
  return name.includes("@") ? { kind: "email", address: name } : { kind: "canonical user", id: name };
}
