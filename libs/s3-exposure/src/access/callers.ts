import { accountInArn } from "@security-auto/iam-policy";
import { type Exposure, wider } from "../exposure";
import type { Identity, Mentions, NamedPrincipal } from "../policy/mentions";
import type { BucketContext } from "./bucket-context";
import type { Caller, CallerVariant } from "./caller";
import { ANYWHERE, type Origin, originsOfAccount, originsOfOrganization, originsOfSomeone } from "./origins";

/**
 * Canonical users under which CloudFront delivers standard logs, in AWS's regions and in China.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
const LOG_DELIVERY_USERS: ReadonlySet<string> = new Set([
  "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
]);

/**
 * People: one without credentials first, then those with the widest access. Those known by an id come last: they matter only where
 * a statement takes in others too, who have to be asked about before.
 */
export function peopleOf(mentions: Mentions, context: BucketContext): readonly Caller[] {
  const callers = new CallerList();
  const knownById = new CallerList();
  callers.add([{ kind: "anonymous", exposure: "public" }]);
  const withPath = rolesWithPath(mentions);
  const person = (origins: readonly Origin[], principal?: NamedPrincipal, identity?: Identity): void => {
    const hasNamesake = principal?.session === true && withPath.has(nameOfRole(principal));
    (identity === undefined ? callers : knownById).add(
      origins.map((origin): CallerVariant => ({
        kind: "signed in",
        ...origin,
        principal,
        identity,
        hasNamesake,
      })),
    );
  };
  for (const origin of ANYWHERE) person([origin]);
  const own = context.organization?.id;
  const organizations =
    own === undefined ? mentions.organizations : new Set([own, ...mentions.organizations]);
  for (const id of organizations) person(originsOfOrganization(id, context));
  for (const account of mentions.accounts) person(originsOfAccount(account, context));
  for (const principal of mentions.principals.values())
    person(originsOfAccount(principal.account, context), principal);
  for (const account of mentions.roots) person(originsOfAccount(account, context), rootOf(account, context));
  for (const identity of mentions.identities.values()) {
    if (identity.what === "canonical user") {
      if (identity.id === context.ownerId || LOG_DELIVERY_USERS.has(identity.id)) continue;
      person(originsOfSomeone(context, context.ownerId === undefined), undefined, identity);
    } else person(originsOfSomeone(context, true), undefined, identity);
  }
  return [...callers.furthestFirst(), ...knownById.furthestFirst()];
}

/**
 * One known by an id, whose account is not known, as each that he may be: of an account that is named, or of one that is not.
 * Only so do an Allow and a Deny of the same account answer alike.
 */
export function inEachAccount(
  variant: CallerVariant,
  mentions: Mentions,
  context: BucketContext,
): readonly CallerVariant[] {
  if (variant.kind !== "signed in" || variant.identity === undefined || variant.account.kind !== "unknown")
    return [variant];
  const named = [...mentions.accounts].flatMap((id) =>
    originsOfAccount(id, context).filter(({ exposure }) => exposure === variant.exposure),
  );
  return [
    ...named.map((origin) => ({ ...variant, ...origin })),
    { ...variant, account: { kind: "unnamed" } },
  ];
}

function rolesWithPath({ principals }: Mentions): ReadonlySet<string> {
  const roles = [...principals.values()].filter(
    ({ arn, role, session }) => !session && role !== undefined && !arn.endsWith(`:role/${role}`),
  );
  return new Set(roles.map(nameOfRole));
}

function nameOfRole({ account, role = "" }: NamedPrincipal): string {
  return `${account} ${role}`;
}

function rootOf(account: string, { partition }: BucketContext): NamedPrincipal {
  const arn = `arn:${partition}:iam::${account}:root`;
  return { kind: "principal", account, arn, session: false, root: true };
}

/** AWS services, by name and by whose resource they act for. */
export function servicesOf(mentions: Mentions, context: BucketContext): readonly Caller[] {
  const callers = new CallerList();
  const { sources, keys } = mentions;
  const asksSource = [...keys].some((key) => key.startsWith("aws:source"));
  const origins: { readonly list: readonly Origin[]; readonly uncertain: boolean; readonly arn?: string }[] =
    ANYWHERE.map((origin) => ({ list: [origin], uncertain: true }));
  if (asksSource) {
    const own = context.organization?.id;
    if (own !== undefined) origins.push({ list: originsOfOrganization(own, context), uncertain: true });
    for (const id of sources.organizations)
      if (id !== own)
        origins.push({ list: originsOfOrganization(id, context), uncertain: own === undefined });
    for (const id of sources.accounts)
      origins.push({ list: originsOfAccount(id, context), uncertain: false });
    for (const arn of sources.arns) origins.push({ list: originsOfArn(arn, context), uncertain: false, arn });
  }
  for (const name of [undefined, ...mentions.services])
    for (const { list, uncertain, arn } of origins)
      callers.add(
        list.map((origin): CallerVariant => ({ kind: "service", ...origin, name, arn, uncertain })),
      );
  return callers.furthestFirst();
}

function originsOfArn(arn: string, context: BucketContext): readonly Origin[] {
  if (arn === context.bucketArn) return [];
  const account = accountInArn(arn);
  // A bucket's ARN names no account.
  return account === undefined ? originsOfSomeone(context, true) : originsOfAccount(account, context);
}

/** Callers, sorted as they come. */
class CallerList {
  readonly #public: Caller[] = [];
  readonly #external: Caller[] = [];
  readonly #organization: Caller[] = [];

  /** Adds a caller who is one of these; not one who is surely of the bucket owner's account. */
  add(variants: readonly CallerVariant[]): void {
    let furthest: Exposure = "private";
    for (const { exposure } of variants) furthest = wider(furthest, exposure);
    const caller = { variants, furthest };
    if (furthest === "public") this.#public.push(caller);
    else if (furthest === "external") this.#external.push(caller);
    else if (furthest === "organization") this.#organization.push(caller);
  }

  furthestFirst(): readonly Caller[] {
    return [...this.#public, ...this.#external, ...this.#organization];
  }
}
