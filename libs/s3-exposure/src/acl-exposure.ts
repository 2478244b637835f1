import type { Principal } from "@security-auto/iam-policy";
import { describeGrantee, grantAsStatement, granteePrincipal } from "./acl-grant";
import type { AclGrant, BucketFacts, Grantee } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly } from "./exposure";
import { valueOf, whyUnread } from "./facet";
import type { Statement } from "./policy/statement";
import { settingOf } from "./public-access-block";
import type { Inquiry } from "./access/inquiry";
import { limitedTo, perhapsNothing, type Reach, reachBecause, widestReach } from "./access/reach";
import type { BucketContext } from "./access/bucket-context";
import { type AllowReach, reachOfAllows } from "./access/reach-of-allows";
import { whyAllow } from "./access/words";

/** The ownership that switches ACLs off. */
export const OWNER_ENFORCED = "BucketOwnerEnforced";

/** A grant, and the access that it gives whatever the public access blocks are; not known for a group that is not known. */
interface JudgedGrant {
  readonly grant: AclGrant;
  readonly gives?: { readonly allow: Statement; readonly ends: AllowReach } | undefined;
}

/** What the ACL says, whatever the public access blocks are. */
export interface AclReaches {
  readonly grants: readonly JudgedGrant[];
  readonly context: BucketContext;
}

/** Finds the access that each grant of the ACL gives after the policy's Denies. */
export function aclReaches({ facets }: BucketFacts, inquiry: Inquiry): AclReaches {
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
  const [ends] = reachOfAllows([allow], inquiry.people, inquiry);
  return { grant, gives: ends && { allow, ends } };
}

/** How far the bucket is opened by its ACL, under object ownership, the public access blocks and the policy's Denies. */
export function aclExposure(facts: BucketFacts, { grants, context }: AclReaches): Reach {
  const { acl, ownership } = facts.facets;
  if (valueOf(ownership) === OWNER_ENFORCED)
    return reachBecause(exactly("private"), {
      source: "ownership",
      statement: null,
      grants: [],
      because: `object ownership is ${OWNER_ENFORCED}: ACLs are switched off`,
    });
  const why = whyUnread(acl);
  if (why !== undefined) return unreadAcl(facts, why);
  const reaches = grants.map((judged) => grantExposure(judged, facts, context));
  const reach =
    reaches.length === 0
      ? reachBecause(
          exactly("private"),
          inAcl(null, [], acl.state === "absent" ? "there is no ACL" : "it grants nothing"),
        )
      : widestReach(reaches);
  const unreadOwnership = whyUnread(ownership);
  return unreadOwnership === undefined || reach.atMost === "private"
    ? reach
    : perhapsNothing(reach, {
        source: "ownership",
        statement: null,
        grants: [],
        because: `${unreadOwnership}; with ${OWNER_ENFORCED}, ACLs would be switched off`,
      });
}

function unreadAcl(facts: BucketFacts, why: string): Reach {
  const reach = reachBecause(
    between("private", "public"),
    inAcl(null, [], `what it grants is not known: ${why}`),
  );
  const ignore = settingOf("ignorePublicAcls", facts);
  return ignore.state === "on"
    ? limitedTo(
        "external",
        reach,
        ignore.evidence("IgnorePublicAcls is on: the ACL opens nothing to the public"),
      )
    : reach;
}

function grantExposure({ grant, gives }: JudgedGrant, facts: BucketFacts, context: BucketContext): Reach {
  const { grantee, permission } = grant;
  const to = describeGrantee(grantee);
  if (gives === undefined)
    return unlessIgnored(
      reachBecause(between("private", "public"), inAcl(to, [permission], "the group is not known")),
      facts,
    );
  const { allow, ends } = gives;
  const reach: Reach = {
    atLeast: ends.atLeast,
    atMost: ends.atMost,
    evidence: (end) => [inAcl(to, [permission], whyAllow(allow, ends, end, context))],
  };
  return isPublicGrantee(grantee) && reach.atMost !== "private" ? unlessIgnored(reach, facts) : reach;
}

function unlessIgnored(reach: Reach, facts: BucketFacts): Reach {
  const ignore = settingOf("ignorePublicAcls", facts);
  switch (ignore.state) {
    case "off":
      return reach;
    case "unknown":
      return perhapsNothing(reach, ignore.evidence("IgnorePublicAcls"));
    case "on":
      return reachBecause(
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

function isPublicGrantee({ kind }: Grantee): boolean {
  return kind === "everyone" || kind === "authenticated users";
}

function inAcl(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "acl", statement, grants, because };
}
