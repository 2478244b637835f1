import { type Exposure, wider } from "../exposure";
import { accountInArn } from "../policy/arn";
import type { Identity, Mentions, NamedPrincipal } from "../policy/mentions";
import type { BucketContext } from "./bucket-context";
import type { Caller, Guise } from "./caller";
import {
  anywhere,
  type Origin,
  organizationsOf,
  originsOf,
  originsOfAccount,
  originsOfOrganization,
  originsOfSomeone,
} from "./origins";

const ANONYMOUS: Caller = { guises: [{ kind: "anonymous", reach: "public" }], furthest: "public" };

/** Canonical users under which AWS itself delivers logs (CloudFront's standard logs). */
const AWS_CANONICAL_USERS: ReadonlySet<string> = new Set([
  "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
]);

/** Everybody worth asking about a bucket. */
export interface Callers {
  /** Those who reach furthest first. */
  readonly list: readonly Caller[];
  /** Not so when a policy names so many that not all of them can be asked. */
  readonly complete: boolean;
}

/** Finds everybody worth asking, from those who are named somewhere. */
export function callersOf(mentions: Mentions, context: BucketContext): Callers {
  const callers = new CallerList();
  addPeople(callers, mentions, context);
  if (mentions.asksSource) addServices(callers, mentions, context);
  return { list: callers.furthestFirst(), complete: !callers.full };
}

function addPeople(callers: CallerList, mentions: Mentions, context: BucketContext): void {
  const unnamed = person(undefined, undefined);
  for (const origin of anywhere(mentions)) callers.add([origin], unnamed);
  for (const id of organizationsOf(mentions, context))
    callers.add(originsOfOrganization(id, context), unnamed);
  for (const account of mentions.accounts) {
    if (callers.full) return;
    callers.add(originsOfAccount(account, mentions, context), unnamed);
  }
  for (const principal of mentions.principals.values()) {
    if (callers.full) return;
    callers.add(originsOfAccount(principal.account, mentions, context), person(principal, undefined));
  }
  for (const identity of mentions.identities.values()) {
    if (callers.full) return;
    if (!isOwn(identity, context))
      callers.add(originsOfSomeone(originsOf(mentions, context)), person(undefined, identity));
  }
}

function person(principal: NamedPrincipal | undefined, identity: Identity | undefined) {
  return ({ account, organization, reach }: Origin): Guise => ({
    kind: "signed in",
    account,
    organization,
    reach,
    principal,
    identity,
  });
}

function addServices(
  callers: CallerList,
  { sources, asksOrganization }: Mentions,
  context: BucketContext,
): void {
  const named = { ...sources, asksOrganization };
  const unnamed = service(undefined);
  for (const origin of anywhere(named)) callers.add([origin], unnamed);
  for (const id of organizationsOf(named, context)) callers.add(originsOfOrganization(id, context), unnamed);
  for (const account of sources.accounts) {
    if (callers.full) return;
    callers.add(originsOfAccount(account, named, context), unnamed);
  }
  for (const arn of sources.arns) {
    if (callers.full) return;
    const account = accountInArn(arn);
    const origins =
      account === undefined
        ? originsOfSomeone(originsOf(named, context))
        : originsOfAccount(account, named, context);
    callers.add(origins, service(arn));
  }
}

function service(arn: string | undefined) {
  return ({ account, organization, reach }: Origin): Guise => ({
    kind: "service",
    account,
    organization,
    reach,
    arn,
  });
}

/** More than any policy that is meant to be read: its size allows hundreds of accounts, times hundreds of user ids. */
const MOST_GUISES = 10_000;

/** Callers, sorted as they come. */
class CallerList {
  /** Whether somebody had to be left out. */
  full = false;
  #room = MOST_GUISES;
  readonly #public: Caller[] = [ANONYMOUS];
  readonly #external: Caller[] = [];
  readonly #organization: Caller[] = [];

  /** Adds a caller who has one guise for each origin; not one who is surely of the own account. */
  add(origins: readonly Origin[], guiseOf: (origin: Origin) => Guise): void {
    this.#room -= origins.length;
    if (this.#room < 0) {
      this.full = true;
      return;
    }
    let furthest: Exposure = "private";
    for (const { reach } of origins) furthest = wider(furthest, reach);
    if (furthest === "private") return;
    const caller = { guises: origins.map(guiseOf), furthest };
    if (furthest === "public") this.#public.push(caller);
    else if (furthest === "external") this.#external.push(caller);
    else this.#organization.push(caller);
  }

  furthestFirst(): readonly Caller[] {
    return [...this.#public, ...this.#external, ...this.#organization];
  }
}

function isOwn({ id, what }: Identity, { ownerId }: BucketContext): boolean {
  return what === "canonical user" && (id === ownerId || AWS_CANONICAL_USERS.has(id));
}
