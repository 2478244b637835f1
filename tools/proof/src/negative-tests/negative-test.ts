import { s3AccessChangePattern, TAMPERING_SOURCES } from "@security-auto/events";
import type { AccessRequest } from "@security-auto/iam-evaluator";
import { parseArn } from "@security-auto/iam-policy";
import type { Holder } from "../policies/held-statement";
import { isPublishedByRole, isPutByProgram } from "../policies/side";

/** A use that was seen, in other circumstances: it has to be refused. */
export interface NegativeTest {
  /**
   * `caller`: who, and `namesake`: by a name that only begins like the right one; `source`: for whom a service comes;
   * `event`: what is sent, and how it came to be; `organization`: whose; `transport`: how; `place`: where to; `bucket`: what is known
   * of which one.
   */
  readonly about:
    "caller" | "namesake" | "source" | "event" | "organization" | "transport" | "place" | "bucket";
  /** E.g. `for another source`. */
  readonly how: string;
  readonly request: AccessRequest;
}

type Context = NonNullable<AccessRequest["context"]>;

interface Change {
  readonly about: NegativeTest["about"];
  readonly how: string;
  /** `undefined` when the use does not say what would be changed. */
  readonly change: (use: AccessRequest) => AccessRequest | undefined;
}

const ELSEWHERE = "o-elsewhere00";

/** Ids that a condition allows when it compares less than the whole of the right one. */
const LOOK_ALIKES = [
  ["goes on", (id: string) => `${id}0`],
  ["ends before", (id: string) => id.slice(0, -1)],
  ["differs in its last character", (id: string) => `${id.slice(0, -1)}${id.endsWith("z") ? "y" : "z"}`],
] as const;

const FROM_SERVICES: readonly Change[] = [
  { about: "caller", how: "by another service", change: byAnotherService },
  { about: "source", how: "without a source", change: without("aws:SourceArn", "aws:SourceAccount") },
  { about: "source", how: "without the source's ARN", change: lacking("aws:SourceArn") },
  { about: "source", how: "without the source's account", change: lacking("aws:SourceAccount") },
  { about: "source", how: "for another source", change: changed("aws:SourceArn", (arn) => `${arn}-2`) },
  { about: "source", how: "for a source of another kind", change: changed("aws:SourceArn", otherKind) },
  { about: "source", how: "for a source of another region", change: changed("aws:SourceArn", otherRegion) },
  { about: "source", how: "for a source of another account", change: changed("aws:SourceArn", movedArn) },
  {
    about: "source",
    how: "in the name of another account",
    change: changed("aws:SourceAccount", otherAccount),
  },
  {
    about: "source",
    how: "in the name of an account that looks alike",
    change: changed("aws:SourceAccount", likeAccount),
  },
];

const FROM_ACCOUNTS: readonly Change[] = [
  { about: "caller", how: "by another role", change: byRole((name) => `another-${name}`) },
  { about: "namesake", how: "by a role whose name begins alike", change: byRole((name) => `${name}-2`) },
  { about: "caller", how: "by a role of that name under a path", change: byRole((name) => `team/${name}`) },
  { about: "namesake", how: "by a role of that name in another account", change: byRoleElsewhere },
  { about: "caller", how: "by a user of that name", change: byUser },
  {
    about: "caller",
    how: "by a caller that AWS does not name",
    // An empty list is a key that is not in the request, also where it would follow from the principal.
    change: (use) => withContext(use, { "aws:PrincipalArn": [] }),
  },
  {
    about: "event",
    how: "by a call of PutEvents",
    change: changed("events:eventBusInvocation", () => "false"),
  },
  { about: "event", how: "perhaps by a call of PutEvents", change: lacking("events:eventBusInvocation") },
  {
    about: "event",
    how: "with an event of another source",
    change: changed("events:source", () => "aws.ec2"),
  },
  ...[...s3AccessChangePattern.source, ...TAMPERING_SOURCES]
    .flatMap((source) => [`${source}-2`, `${source.slice(0, -1)}es`])
    .map((alike): Change => ({
      about: "event",
      how: "with an event of a source that looks alike",
      change: changed("events:source", () => alike),
    })),
  { about: "event", how: "with an event of no source", change: lacking("events:source") },
  { about: "organization", how: "from no organization", change: without("aws:PrincipalOrgID") },
  {
    about: "organization",
    how: "from another organization",
    change: changed("aws:PrincipalOrgID", () => ELSEWHERE),
  },
  ...LOOK_ALIKES.map(([how, alike]): Change => ({
    about: "organization",
    how: `from an organization whose id ${how}`,
    change: changed("aws:PrincipalOrgID", alike),
  })),
];

const PLAIN_HTTP: Change = {
  about: "transport",
  how: "over plain HTTP",
  change: changed("aws:SecureTransport", () => "false"),
};

const PLACES: readonly Change[] = [
  { about: "place", how: "in an account of no organization", change: moved(otherAccount) },
  { about: "place", how: "in an account that looks alike", change: moved(likeAccount) },
  {
    about: "place",
    how: "in an account that AWS does not name",
    // An empty list is a key that is not in the request, also where it would follow from the resource.
    change: (use) =>
      withContext(moved(otherAccount)(use), { "aws:ResourceAccount": [], "s3:ResourceAccount": [] }),
  },
  { about: "place", how: "in an account of another organization", change: movedTo(() => ELSEWHERE) },
  ...LOOK_ALIKES.map(([how, alike]): Change => ({
    about: "place",
    how: `in an account of an organization whose id ${how}`,
    change: movedTo(alike),
  })),
];

const LEADING_KEYS = "dynamodb:LeadingKeys";

/** The partition of a bucket, as far as what a policy may name it by: of a bucket in its account's namespace, what is before the account. */
const BUCKET_KEY = /^(BUCKET#\d{12}#.*?)(?=-\d{12}-|$)/;

/** Of what a role does to a table: the partitions in which it may. */
const OTHER_PARTITIONS: readonly Change[] = [
  { about: "place", how: "in a partition of another kind", change: changed(LEADING_KEYS, () => "OTHER") },
  {
    about: "place",
    how: "in a partition whose key begins alike",
    change: changed(LEADING_KEYS, (key) => `${key.slice(0, 2)}-${key}`),
  },
  {
    about: "place",
    how: "in a partition of a kind whose name goes on",
    change: changed(LEADING_KEYS, (key) => key.replace(/#|$/, (end) => `-2${end}`)),
  },
  { about: "place", how: "in no partition", change: lacking(LEADING_KEYS) },
  {
    about: "bucket",
    how: "in the partition of a bucket whose name begins alike",
    change: changedIfLike(LEADING_KEYS, BUCKET_KEY, (key) => key.replace(BUCKET_KEY, "$1s")),
  },
];

/** Of what a program puts on a bus: the kind and the source that it may put. */
const OTHER_EVENTS: readonly Change[] = [
  {
    about: "event",
    how: "with an event of another detail-type",
    change: changed("events:detail-type", (detailType) => `${detailType} Too`),
  },
  { about: "event", how: "with an event of no detail-type", change: lacking("events:detail-type") },
  {
    about: "event",
    how: "with an event of another source",
    change: changed("events:source", () => "aws.s3"),
  },
  {
    about: "event",
    how: "with an event of a source that looks alike",
    change: changed("events:source", (source) => `${source}-2`),
  },
  { about: "event", how: "with an event of no source", change: lacking("events:source") },
];

/** On a bus that programs of the bus's account put events on: by somebody else, and with an event of somebody else's kind. */
const PUTS: readonly Change[] = [
  ...FROM_ACCOUNTS.filter(({ about }) => about === "caller" || about === "namesake").map((each): Change => ({
    ...each,
    about: "caller",
  })),
  ...OTHER_EVENTS.slice(0, 1),
];

/**
 * The same use from outside, or to the outside. Out of a role it goes to an account that is not of the organization,
 * and whose owner would allow the role; into a role, queue, topic or bus it comes from somebody else, for another source,
 * from another organization, or over plain HTTP.
 */
export function negativeTestsOf(use: AccessRequest, holder: Holder): readonly NegativeTest[] {
  return changesFor(use, holder).flatMap(({ about, how, change }) => {
    const request = change(use);
    return request === undefined ? [] : [{ about, how, request }];
  });
}

function changesFor(use: AccessRequest, { kind, arn }: Holder): readonly Change[] {
  const { principal } = use;
  if (kind === "role") return [...PLACES, ...OTHER_PARTITIONS, ...(isPutByProgram(use) ? OTHER_EVENTS : [])];
  if (kind === "resource" && isPutByProgram(use)) return PUTS;
  if (kind === "resource" && isPublishedByRole(use)) return [PLAIN_HTTP];
  const inward = principal.kind === "service" ? FROM_SERVICES : FROM_ACCOUNTS;
  // Their endpoints also answer without TLS.
  const takesPlainHttp = kind === "resource" && ["sns", "sqs"].includes(parseArn(arn)?.service ?? "");
  return takesPlainHttp ? [...inward, PLAIN_HTTP] : inward;
}

function byAnotherService(use: AccessRequest): AccessRequest {
  return { ...use, principal: { kind: "service", service: "ec2.amazonaws.com" } };
}

/** A role of the same account; `named` gives its path and name. */
function byRole(named: (name: string) => string): Change["change"] {
  return ({ principal, ...use }) => {
    if (principal.kind !== "aws" || principal.roleArn === undefined) return undefined;
    const [place = "", name = ""] = principal.roleArn.split(/(?<=:role\/)/);
    const role = named(name);
    const arn = principal.arn.replace(/assumed-role\/[^/]+/, `assumed-role/${role.split("/").at(-1) ?? ""}`);
    return { ...use, principal: { ...principal, arn, roleArn: `${place}${role}` } };
  };
}

/** Of an account of the same organization. */
function byRoleElsewhere({ principal, ...use }: AccessRequest): AccessRequest | undefined {
  if (principal.kind !== "aws" || principal.roleArn === undefined) return undefined;
  const { arn, roleArn, accountId } = principal;
  return {
    ...use,
    principal: {
      ...principal,
      arn: movedArn(arn),
      roleArn: movedArn(roleArn),
      accountId: otherAccount(accountId),
    },
  };
}

function byUser({ principal, ...use }: AccessRequest): AccessRequest | undefined {
  if (principal.kind !== "aws" || principal.roleArn === undefined) return undefined;
  const { roleArn, accountId } = principal;
  return { ...use, principal: { kind: "aws", arn: roleArn.replace(":role/", ":user/"), accountId } };
}

function without(...keys: readonly string[]): Change["change"] {
  return (use) => ({
    ...use,
    context: Object.fromEntries(Object.entries(use.context ?? {}).filter(([key]) => !keys.includes(key))),
  });
}

/** Without a key that it has. */
function lacking(key: string): Change["change"] {
  return (use) => (use.context?.[key] === undefined ? undefined : without(key)(use));
}

function changed(key: string, to: (value: string) => string): Change["change"] {
  return (use) => {
    const value = use.context?.[key];
    return typeof value === "string" ? withContext(use, { [key]: to(value) }) : undefined;
  };
}

/** Of a value that is none of these, nothing. */
function changedIfLike(key: string, like: RegExp, to: (value: string) => string): Change["change"] {
  return (use) => (like.test(String(use.context?.[key])) ? changed(key, to)(use) : undefined);
}

function withContext(use: AccessRequest, context: Context): AccessRequest {
  return { ...use, context: { ...use.context, ...context } };
}

/** The account that a use goes to. What is about a whole account names no resource, and the account in S3's own key. */
function accountOf({ resourceAccount, resource, context = {} }: AccessRequest): string {
  const owner = context["s3:ResourceAccount"];
  return resourceAccount ?? (typeof owner === "string" ? owner : (parseArn(resource)?.accountId ?? ""));
}

/** In another account, of no organization. */
function moved(another: (account: string) => string): (use: AccessRequest) => AccessRequest {
  return (use) => {
    const { context = {} } = use;
    const account = another(accountOf(use));
    const there = {
      ...use,
      resource: movedArn(use.resource, another),
      resourceAccount: account,
      context: { ...context, ...("s3:ResourceAccount" in context && { "s3:ResourceAccount": account }) },
    };
    return without("aws:ResourceOrgID")(there) ?? there;
  };
}

/** In an account of another organization; `another` is given the id of the right one. */
function movedTo(another: (organizationId: string) => string): Change["change"] {
  return (use) => {
    const id = use.context?.["aws:ResourceOrgID"] ?? use.context?.["aws:PrincipalOrgID"];
    return typeof id === "string"
      ? withContext(moved(otherAccount)(use), { "aws:ResourceOrgID": another(id) })
      : undefined;
  };
}

/** The ARN of the same thing in another account; as it is, when it names none. */
function movedArn(arn: string, another: (account: string) => string = otherAccount): string {
  const account = parseArn(arn)?.accountId ?? "";
  return /^\d{12}$/.test(account) ? arn.replace(account, another(account)) : arn;
}

function otherRegion(arn: string): string {
  const region = parseArn(arn)?.region ?? "";
  return region === "" ? arn : arn.replace(region, region === "eu-west-1" ? "eu-west-2" : "eu-west-1");
}

/** Of the same service, account and region. */
function otherKind(arn: string): string {
  const { resource = "" } = parseArn(arn) ?? {};
  return arn.replace(resource, `other-${resource}`);
}

/** All but the last digit. */
function likeAccount(account: string): string {
  return `${account.slice(0, -1)}${account.endsWith("7") ? "8" : "7"}`;
}

function otherAccount(account: string): string {
  return account === "999988887777" ? "888877776666" : "999988887777";
}
