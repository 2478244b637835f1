import type { Exposure } from "../exposure";
import type { BucketContext } from "./bucket-context";
import type { Belonging } from "./caller";

/** Where somebody may be from, and how far the bucket is exposed when one from there gets in. */
export interface Origin {
  readonly account: Belonging;
  readonly organization: Belonging;
  readonly exposure: Exposure;
}

const UNNAMED: Belonging = { kind: "unnamed" };
const NONE: Belonging = { kind: "none" };
const OUTSIDE: Belonging = { kind: "unknown", near: "outside" };
const INSIDE: Belonging = { kind: "unknown", near: "organization" };
const OWN: Belonging = { kind: "unknown", near: "own" };
const known = (id: string): Belonging => ({ kind: "known", id });

/** Some account that nobody names, in no organization or in one that nobody names. */
export const ANYWHERE: readonly Origin[] = [
  { account: UNNAMED, organization: NONE, exposure: "public" },
  { account: UNNAMED, organization: UNNAMED, exposure: "public" },
];

/** Some account of an organization that is not named itself. */
export function originsOfOrganization(id: string, { organization }: BucketContext): readonly Origin[] {
  const from = (exposure: Exposure): Origin => ({ account: UNNAMED, organization: known(id), exposure });
  if (organization === undefined) return [from("organization"), from("external")];
  return [from(id === organization.id ? "organization" : "external")];
}

/** What a named account may be to the bucket: in its organization, outside, its own. Nothing when it surely is its own. */
export function originsOfAccount(id: string, context: BucketContext): readonly Origin[] {
  const { accountId, members, outside, complete, organization } = context;
  if (id === accountId) return [];
  const account = known(id);
  const isMember = members.has(id);
  const origins: Origin[] = [];
  if (isMember || !(complete || outside.has(id)))
    origins.push({
      account,
      organization: organization === undefined ? INSIDE : known(organization.id),
      exposure: "organization",
    });
  if (!isMember) origins.push({ account, organization: OUTSIDE, exposure: "external" });
  if (accountId === undefined) origins.push({ account, organization: OWN, exposure: "private" });
  return origins;
}

/** What one may be whose account is not known: of the bucket owner's account, where `ownToo`; of the organization; outside. */
export function originsOfSomeone(context: BucketContext, ownToo: boolean): readonly Origin[] {
  const { members, complete, accountId } = context;
  const origins: Origin[] = [{ account: OUTSIDE, organization: OUTSIDE, exposure: "external" }];
  const isAlone = complete && accountId !== undefined && members.size === 1;
  if (!isAlone) origins.push({ account: INSIDE, organization: INSIDE, exposure: "organization" });
  if (ownToo) origins.push({ account: OWN, organization: OWN, exposure: "private" });
  return origins;
}
