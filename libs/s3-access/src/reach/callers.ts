import { exceeds, type Exposure, wider } from "../exposure";
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
  const callers: Caller[] = [ANONYMOUS];
  addPeople(callers, mentions, context);
  if (mentions.asksSource) addServices(callers, mentions, context);
  return callers.sort((one, other) =>
    one.furthest === other.furthest ? 0 : exceeds(one.furthest, other.furthest) ? -1 : 1,
  );
}

function addPeople(callers: Caller[], mentions: Mentions, context: BucketContext): void {
  const signedIn = ({ account, organization, reach }: Origin): Guise => ({
    kind: "signed in",
    account,
    organization,
    reach,
  });
  for (const origin of anywhere(mentions)) add(callers, [signedIn(origin)]);
  for (const id of organizationsOf(mentions, context))
    add(callers, originsOfOrganization(id, context).map(signedIn));
  for (const account of mentions.accounts)
    add(callers, originsOfAccount(account, mentions, context).map(signedIn));
  for (const principal of mentions.principals.values())
    add(
      callers,
      originsOfAccount(principal.account, mentions, context).map((origin) => ({
        kind: "signed in",
        ...origin,
        principal,
      })),
    );
  for (const identity of mentions.identities.values())
    if (!isOwn(identity, context))
      add(
        callers,
        originsOfSomeone(originsOf(mentions, context)).map((origin) => ({
          kind: "signed in",
          ...origin,
          identity,
        })),
      );
}

function addServices(
  callers: Caller[],
  { sources, asksOrganization }: Mentions,
  context: BucketContext,
): void {
  const named = { ...sources, asksOrganization };
  const service = (origin: Origin): Guise => ({ kind: "service", ...origin });
  for (const origin of anywhere(named)) add(callers, [service(origin)]);
  for (const id of organizationsOf(named, context))
    add(callers, originsOfOrganization(id, context).map(service));
  for (const account of sources.accounts)
    add(callers, originsOfAccount(account, named, context).map(service));
  for (const arn of sources.arns) {
    const account = accountInArn(arn);
    const origins =
      account === undefined
        ? originsOfSomeone(originsOf(named, context))
        : originsOfAccount(account, named, context);
    add(
      callers,
      origins.map((origin) => ({ kind: "service", ...origin, arn })),
    );
  }
}

function add(callers: Caller[], guises: readonly Guise[]): void {
  let furthest: Exposure = "private";
  for (const { reach } of guises) furthest = wider(furthest, reach);
  if (furthest !== "private") callers.push({ guises, furthest });
}

function isOwn({ id, what }: Identity, { ownerId }: BucketContext): boolean {
  return what === "canonical user" && (id === ownerId || AWS_CANONICAL_USERS.has(id));
}
