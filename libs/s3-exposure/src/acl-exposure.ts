import type { Principal } from "@security-auto/iam-policy";
import { describeGrantee, grantAsStatement, granteePrincipal } from "./acl-grant";
import type { AclGrant, BucketFacts, Grantee } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly } from "./exposure";
import { valueOf, whyUnread } from "./facet";
import { settingOf } from "./public-access-block";
import type { Inquiry } from "./access/inquiry";
import { limitedTo, perhapsNothing, type Reach, reachBecause, widestReach } from "./access/reach";
import type { BucketContext } from "./access/bucket-context";
import { type AllowReach, reachOfAllows } from "./access/reach-of-allows";
import { whyAllow } from "./access/words";

/** The ownership that switches ACLs off. */
export const OWNER_ENFORCED = "BucketOwnerEnforced";

/** The access that each grant gives, whatever the public access blocks are. */
export interface AclReaches {
  readonly found: ReadonlyMap<AclGrant, AllowReach>;
  readonly context: BucketContext;
}

/** Finds the access that each grant of the ACL gives after the policy's Denies. */
export function aclReaches({ facets }: BucketFacts, inquiry: Inquiry): AclReaches {
  const found = new Map<AclGrant, AllowReach>();
  const { context } = inquiry;
  if (valueOf(facets.ownership) === OWNER_ENFORCED) return { found, context };
  // Those that can make the bucket public come first: no number of others uses up the steps that they take.
  const grants = [...(valueOf(facets.acl)?.grants ?? [])].sort(
    (one, other) => Number(isPublicGrantee(other.grantee)) - Number(isPublicGrantee(one.grantee)),
  );
  for (const grant of grants) {
    const principal = granteePrincipal(grant.grantee);
    if (principal === undefined) continue;
    const [reach] = reachOfAllows([grantAsStatement(grant, principal)], inquiry.people, inquiry);
    if (reach !== undefined) found.set(grant, reach);
  }
  return { found, context };
}

/** How far the bucket is opened by its ACL, under object ownership, the public access blocks and the policy's Denies. */
export function aclExposure(facts: BucketFacts, { found, context }: AclReaches): Reach {
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
  const grants = valueOf(acl)?.grants ?? [];
  const reaches = grants.map((grant) => grantExposure(grant, facts, found.get(grant), context));
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

function grantExposure(
  grant: AclGrant,
  facts: BucketFacts,
  ends: AllowReach | undefined,
  context: BucketContext,
): Reach {
  const { grantee, permission } = grant;
  const to = describeGrantee(grantee);
  const principal = granteePrincipal(grantee);
  if (principal === undefined)
    return unlessIgnored(
      reachBecause(between("private", "public"), inAcl(to, [permission], "the group is not known")),
      facts,
    );
  const allow = grantAsStatement(grant, principal);
  const reach: Reach =
    ends === undefined
      ? reachBecause(exactly("private"), inAcl(to, [permission], "it grants nothing"))
      : {
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
