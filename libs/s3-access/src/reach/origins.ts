import { type Exposure, narrower } from "../exposure";
import type { Mentions } from "../policy/mentions";
import type { BucketContext } from "./bucket-context";
import type { Belonging } from "./caller";

/** Where somebody may be from, and how far the bucket is exposed when one from there gets in. */
export interface Origin {
  readonly account: Belonging;
  readonly organization: Belonging;
  readonly reach: Exposure;
}

const UNNAMED: Belonging = { kind: "unnamed" };
const NONE: Belonging = { kind: "none" };
const known = (id: string): Belonging => ({ kind: "known", id });

type Named = Pick<Mentions, "accounts" | "organizations" | "asksOrganization">;

/** Some account that nobody names, in no organization or in one that nobody names. */
export function anywhere({ asksOrganization }: Named): readonly Origin[] {
  // Where no statement asks for the organization, it is all the same.
  return asksOrganization ? [LONER, STRANGER] : [LONER];
}

const LONER: Origin = { account: UNNAMED, organization: NONE, reach: "public" };
const STRANGER: Origin = { account: UNNAMED, organization: UNNAMED, reach: "public" };

/** The organizations of which somebody's membership matters. */
export function organizationsOf(
  { organizations, asksOrganization }: Named,
  context: BucketContext,
): readonly string[] {
  const own = asksOrganization ? context.organization?.id : undefined;
  return own === undefined ? [...organizations] : [...new Set([own, ...organizations])];
}

/** Some account of an organization that is not named itself. */
export function originsOfOrganization(id: string, { organization }: BucketContext): readonly Origin[] {
  const from = (reach: Exposure): Origin => ({ account: UNNAMED, organization: known(id), reach });
  if (organization === undefined) return [from("organization"), from("external")];
  return [from(id === organization.id ? "organization" : "external")];
}

/** What a named account may be to the bucket: in its organization, outside, its own. Nothing when it surely is its own. */
export function originsOfAccount(id: string, named: Named, context: BucketContext): readonly Origin[] {
  const { accountId, members, organization: own } = context;
  if (id === accountId) return [];
  const account = known(id);
  const origins: Origin[] = [];
  const isMember = members.has(id);
  if (isMember || own?.accountsComplete !== true)
    for (const organization of ownOrganizations(named, context))
      origins.push({ account, organization, reach: "organization" });
  if (!isMember)
    for (const organization of foreignOrganizations(named, context))
      origins.push({ account, organization, reach: "external" });
  if (accountId === undefined) origins.push({ account, organization: NONE, reach: "private" });
  return origins;
}

function ownOrganizations({ organizations }: Named, { organization }: BucketContext): readonly Belonging[] {
  return organization === undefined ? [UNNAMED, ...[...organizations].map(known)] : [known(organization.id)];
}

function foreignOrganizations(
  { organizations, asksOrganization }: Named,
  { organization }: BucketContext,
): readonly Belonging[] {
  if (!asksOrganization) return [NONE];
  return [NONE, UNNAMED, ...[...organizations].filter((id) => id !== organization?.id).map(known)];
}

/** All the origins of those that are named or not. */
export function originsOf(named: Named, context: BucketContext): readonly Origin[] {
  return [
    ...anywhere(named),
    ...organizationsOf(named, context).flatMap((id) => originsOfOrganization(id, context)),
    ...[...named.accounts].flatMap((id) => originsOfAccount(id, named, context)),
  ];
}

/** The origins of one in particular whose account cannot be told: any of them, or the own; but he is not just anyone. */
export function originsOfSomeone(origins: readonly Origin[]): readonly Origin[] {
  return [
    ...origins.map(({ account, organization, reach }) => ({
      account,
      organization,
      reach: narrower(reach, "external"),
    })),
    { account: UNNAMED, organization: NONE, reach: "private" },
  ];
}
