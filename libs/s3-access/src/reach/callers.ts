import { type Exposure, wider } from "../exposure";
import { accountInArn } from "../policy/arn";
import type { Identity, Mentions } from "../policy/mentions";
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

/** Everybody worth asking about those who are named somewhere, the ones who reach furthest first. */
export function callersOf(mentions: Mentions, context: BucketContext): readonly Caller[] {
  const callers = new CallerList();
  addPeople(callers, mentions, context);
  if (mentions.asksSource) addServices(callers, mentions, context);
  return callers.furthestFirst();
}

function addPeople(callers: CallerList, mentions: Mentions, context: BucketContext): void {
  for (const origin of anywhere(mentions)) callers.add([origin], person);
  for (const id of organizationsOf(mentions, context))
    callers.add(originsOfOrganization(id, context), person);
  for (const account of mentions.accounts) callers.add(originsOfAccount(account, mentions, context), person);
  for (const principal of mentions.principals.values())
    callers.add(
      originsOfAccount(principal.account, mentions, context),
      ({ account, organization, reach }) => ({ kind: "signed in", account, organization, reach, principal }),
    );
  for (const identity of mentions.identities.values())
    if (!isOwn(identity, context))
      callers.add(originsOfSomeone(originsOf(mentions, context)), ({ account, organization, reach }) => ({
        kind: "signed in",
        account,
        organization,
        reach,
        identity,
      }));
}

function person({ account, organization, reach }: Origin): Guise {
  return { kind: "signed in", account, organization, reach, principal: undefined, identity: undefined };
}

function addServices(
  callers: CallerList,
  { sources, asksOrganization }: Mentions,
  context: BucketContext,
): void {
  const named = { ...sources, asksOrganization };
  for (const origin of anywhere(named)) callers.add([origin], service);
  for (const id of organizationsOf(named, context)) callers.add(originsOfOrganization(id, context), service);
  for (const account of sources.accounts) callers.add(originsOfAccount(account, named, context), service);
  for (const arn of sources.arns) {
    const account = accountInArn(arn);
    const origins =
      account === undefined
        ? originsOfSomeone(originsOf(named, context))
        : originsOfAccount(account, named, context);
    callers.add(origins, (origin) => ({ ...service(origin), arn }));
  }
}

function service({ account, organization, reach }: Origin): Extract<Guise, { kind: "service" }> {
  return { kind: "service", account, organization, reach };
}

/** Callers, sorted as they come. */
class CallerList {
  readonly #public: Caller[] = [ANONYMOUS];
  readonly #external: Caller[] = [];
  readonly #organization: Caller[] = [];

  /** Adds a caller who has one guise for each origin; not one who is surely of the own account. */
  add(origins: readonly Origin[], guiseOf: (origin: Origin) => Guise): void {
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
