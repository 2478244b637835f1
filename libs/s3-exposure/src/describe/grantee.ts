import { accountInArn, isAccountId } from "@security-auto/iam-policy";
import type { Grantee } from "../bucket-facts";

const CANONICAL_ID = /^[0-9a-f]{64}$/i;
const GROUP_URI = /^https?:\/\/acs\.amazonaws\.com\/groups\//;
const PREFIXES = ["canonicalId=", "id=", "uri=", "emailAddress=", "email="];

const GROUPS: ReadonlyMap<string, Grantee> = new Map([
  ["allusers", { kind: "everyone" }],
  ["authenticatedusers", { kind: "authenticated users" }],
  ["logdelivery", { kind: "log delivery" }],
]);

/**
 * Reads a grantee as people and S3 write it: `AllUsers`, a group's URI, a canonical id, an account id, `id="..."`.
 * `owner` is what the ACL calls its owner.
 */
export function readGrantee(written: string, owner: string | undefined): Grantee {
  const text = bare(written.trim());
  if (owner !== undefined && (text === owner || text.toLowerCase() === "owner"))
    return { kind: "canonical user", id: owner };
  const isGroup = GROUP_URI.test(text);
  const group = GROUPS.get((isGroup ? text.slice(text.lastIndexOf("/") + 1) : text).toLowerCase());
  if (group !== undefined) return group;
  if (isGroup) return { kind: "other", text, group: true };
  const account = isAccountId(text) ? text : accountInArn(text);
  if (account !== undefined) return { kind: "account", account };
  if (CANONICAL_ID.test(text)) return { kind: "canonical user", id: text };
  return { kind: "other", text, group: false };
}

// `x-amz-grant-read: uri="http://..."`
function bare(text: string): string {
  const prefix = PREFIXES.find((one) => text.toLowerCase().startsWith(one.toLowerCase()));
  const rest = prefix === undefined ? text : text.slice(prefix.length);
  return rest.length > 1 && rest.startsWith('"') && rest.endsWith('"') ? rest.slice(1, -1) : rest;
}
