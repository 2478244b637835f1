import { between, exactly, exceeds, type ExposureInterval } from "../exposure";
import { accountInArn } from "../policy/arn";
import type { Identity, Mentions, NamedPrincipal } from "../policy/mentions";
import { type BucketContext, reachOfAccount, reachOfOrganization } from "./bucket-context";
import type { Belonging, Caller } from "./caller";

const UNNAMED = { kind: "unnamed" } as const;
const NONE = { kind: "none" } as const;
const UNKNOWN = { kind: "unknown" } as const;
const FOREIGN = { kind: "foreign" } as const;
const known = (id: string) => ({ kind: "known", id }) as const;

const ANONYMOUS: Caller = { kind: "anonymous", reach: exactly("public") };

/** Somebody whose account nobody names, in no organization or in one that nobody names. */
const strangers = (kind: "signed in" | "service"): readonly Caller[] =>
  [NONE, UNNAMED].map((organization) => ({
    kind,
    reach: exactly("public"),
    account: UNNAMED,
    organization,
  }));

const EVERYONE: readonly Caller[] = [ANONYMOUS, ...strangers("signed in"), ...strangers("service")];

/** Canonical users under which AWS itself delivers logs (CloudFront's standard logs). */
const AWS_CANONICAL_USERS: ReadonlySet<string> = new Set([
  "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
]);

/** Everybody worth asking about those who are named somewhere, the ones who reach furthest first. */
export function callersOf(mentions: readonly Mentions[], context: BucketContext): readonly Caller[] {
  const callers: Caller[] = [];
  const own = context.organization?.id;
  if (own !== undefined) callers.push(member(own, context));
  for (const named of mentions) addNamed(callers, named, context);
  callers.sort((one, other) => compare(one.reach, other.reach));
  return [...EVERYONE, ...callers];
}

function addNamed(
  callers: Caller[],
  { accounts, organizations, principals, identities, sources }: Mentions,
  context: BucketContext,
): void {
  for (const id of organizations) if (id !== context.organization?.id) callers.push(member(id, context));
  for (const account of accounts) addAccount(callers, account, undefined, context);
  for (const principal of principals.values()) addAccount(callers, principal.account, principal, context);
  for (const identity of identities.values()) addIdentity(callers, identity, context);
  for (const account of sources.accounts) addServiceFor(callers, account, undefined, context);
  for (const arn of sources.arns) addServiceFor(callers, accountInArn(arn), arn, context);
  for (const id of sources.organizations)
    callers.push({
      kind: "service",
      reach: reachOfOrganization(id, context),
      account: UNNAMED,
      organization: known(id),
    });
}

function compare(one: ExposureInterval, other: ExposureInterval): number {
  if (one.atMost !== other.atMost) return exceeds(one.atMost, other.atMost) ? -1 : 1;
  if (one.atLeast !== other.atLeast) return exceeds(one.atLeast, other.atLeast) ? -1 : 1;
  return 0;
}

function member(id: string, context: BucketContext): Caller {
  return {
    kind: "signed in",
    reach: reachOfOrganization(id, context),
    account: UNNAMED,
    organization: known(id),
  };
}

function addAccount(
  callers: Caller[],
  account: string,
  principal: NamedPrincipal | undefined,
  context: BucketContext,
): void {
  const reach = reachOfAccount(account, context);
  if (reach.atMost === "private") return;
  const add = (how: ExposureInterval, organization: Belonging): void => {
    callers.push({ kind: "signed in", reach: how, account: known(account), organization, principal });
  };
  const { organization, members } = context;
  if (organization === undefined) {
    add(reach, UNKNOWN);
  } else if (members === undefined) {
    // It is one of these two, and it is not known which: at least in the organization, at most outside.
    add(between(reach.atLeast, "organization"), UNKNOWN);
    add(between("private", "external"), FOREIGN);
  } else {
    add(reach, members.has(account) ? known(organization.id) : FOREIGN);
  }
}

function addIdentity(callers: Caller[], identity: Identity, context: BucketContext): void {
  const { id, what } = identity;
  if (what === "canonical user" && (id === context.ownerId || AWS_CANONICAL_USERS.has(id))) return;
  callers.push({
    kind: "identity",
    reach: between("private", "external"),
    identity,
  });
}

function addServiceFor(
  callers: Caller[],
  account: string | undefined,
  arn: string | undefined,
  context: BucketContext,
): void {
  const reach = account === undefined ? between("private", "external") : reachOfAccount(account, context);
  if (reach.atMost === "private") return;
  callers.push({
    kind: "service",
    reach,
    account: account === undefined ? UNKNOWN : known(account),
    organization: organizationOf(account, context),
    arn,
  });
}

function organizationOf(account: string | undefined, { organization, members }: BucketContext): Belonging {
  if (account === undefined || organization === undefined || members === undefined) return UNKNOWN;
  return members.has(account) ? known(organization.id) : FOREIGN;
}
