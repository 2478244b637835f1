import type { Principal } from "@security-auto/iam-policy";
import { describeGrantee, grantAsStatement, granteePrincipal } from "./acl-grant";
import type { AclGrant, BucketFacts, Grantee } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly } from "./exposure";
import { valueOf, whyUnread } from "./facet";
import type { Statement } from "./policy/statement";
import { settingOf } from "./public-access-block";
import type { Inquiry } from "./access/inquiry";
import { type Access, accessBecause, limitedTo, perhapsNothing, widestAccess } from "./access/access";
import type { BucketContext } from "./access/bucket-context";
import { accessByAllows, type AllowAccess } from "./access/access-by-allows";
import { whyAllow } from "./access/words";

/** The ownership that switches ACLs off. */
export const OWNER_ENFORCED = "BucketOwnerEnforced";

/** A grant, and the access that it gives whatever the public access blocks are; not known for a group that is not known. */
interface JudgedGrant {
  readonly grant: AclGrant;
  readonly gives?: { readonly allow: Statement; readonly ends: AllowAccess } | undefined;
}

/** What the ACL says, whatever the public access blocks are. */
export interface AclAccess {
  readonly grants: readonly JudgedGrant[];
  readonly context: BucketContext;
}

/** Finds the access that each grant of the ACL gives after the policy's Denies. */
export function aclAccess({ facets }: BucketFacts, inquiry: Inquiry): AclAccess {
  const given = valueOf(facets.ownership) === OWNER_ENFORCED ? [] : (valueOf(facets.acl)?.grants ?? []);
  const isLast = (grant: AclGrant): number => (isPublicGrantee(grant.grantee) ? 0 : 1);
  // Those that can make the bucket public come first: no number of others uses up the steps that they take.
  const grants = given.toSorted((one, other) => isLast(one) - isLast(other));
  return { grants: grants.map((grant) => judgeGrant(grant, inquiry)), context: inquiry.context };
}

function judgeGrant(grant: AclGrant, inquiry: Inquiry): JudgedGrant {
  const principal = granteePrincipal(grant.grantee);
  if (principal === undefined) return { grant };
  const allow = grantAsStatement(grant, principal);
  const [ends] = accessByAllows([allow], inquiry.people, inquiry);
  return { grant, gives: ends && { allow, ends } };
}

/** How far the bucket is opened by its ACL, under object ownership, the public access blocks and the policy's Denies. */
export function aclExposure(facts: BucketFacts, { grants, context }: AclAccess): Access {
  const { acl, ownership } = facts.facets;
  if (valueOf(ownership) === OWNER_ENFORCED)
    return accessBecause(exactly("private"), {
      source: "ownership",
      statement: null,
      grants: [],
      because: `object ownership is ${OWNER_ENFORCED}: ACLs are switched off`,
    });
  const why = whyUnread(acl);
  if (why !== undefined) return unreadAcl(facts, why);
  const byGrants = grants.map((judged) => grantExposure(judged, facts, context));
  const access =
    byGrants.length === 0
      ? accessBecause(
          exactly("private"),
          inAcl(null, [], acl.state === "absent" ? "there is no ACL" : "it grants nothing"),
        )
      : widestAccess(byGrants);
  const unreadOwnership = whyUnread(ownership);
  return unreadOwnership === undefined || access.atMost === "private"
    ? access
    : perhapsNothing(access, {
        source: "ownership",
        statement: null,
        grants: [],
        because: `${unreadOwnership}; with ${OWNER_ENFORCED}, ACLs would be switched off`,
      });
}

function unreadAcl(facts: BucketFacts, why: string): Access {
  const access = accessBecause(
    between("private", "public"),
    inAcl(null, [], `what it grants is not known: ${why}`),
  );
  const ignore = settingOf("ignorePublicAcls", facts);
  return ignore.state === "on"
    ? limitedTo(
        "external",
        access,
        ignore.evidence("IgnorePublicAcls is on: the ACL opens nothing to the public"),
      )
    : access;
}

function grantExposure({ grant, gives }: JudgedGrant, facts: BucketFacts, context: BucketContext): Access {
  const { grantee, permission } = grant;
  const to = describeGrantee(grantee);
  if (gives === undefined)
    return unlessIgnored(
      accessBecause(between("private", "public"), inAcl(to, [permission], "the group is not known")),
      facts,
    );
  const { allow, ends } = gives;
  const access: Access = {
    atLeast: ends.atLeast,
    atMost: ends.atMost,
    evidence: (end) => [inAcl(to, [permission], whyAllow(allow, ends, end, context))],
  };
  return isPublicGrantee(grantee) && access.atMost !== "private" ? unlessIgnored(access, facts) : access;
}

function unlessIgnored(access: Access, facts: BucketFacts): Access {
  const ignore = settingOf("ignorePublicAcls", facts);
  switch (ignore.state) {
    case "off":
      return access;
    case "unknown":
      return perhapsNothing(access, ignore.evidence("IgnorePublicAcls"));
    case "on":
      return accessBecause(
        exactly("private"),
        ignore.evidence("IgnorePublicAcls is on: the ACL's public grants do not count"),
      );
  }
}

/** Everyone an ACL names, beside the bucket owner's account. */
export function aclPrincipals(facts: BucketFacts): readonly Principal[] {
  const acl = valueOf(facts.facets.acl);
  return (acl?.grants ?? [])
    .map(({ grantee }) => granteePrincipal(grantee))
    .filter((principal) => principal !== undefined)
    .filter((principal) => principal.kind !== "identity" || principal.id !== acl?.owner);
}

export function isPublicGrantee({ kind }: Grantee): boolean {
  return kind === "everyone" || kind === "authenticated users";
}

function inAcl(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "acl", statement, grants, because };
}
