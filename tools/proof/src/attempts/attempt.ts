import { type AccessRequest, parseArn } from "@security-auto/policies";
import type { Holder } from "../policies/held-statement";

/** A use that was seen, in other circumstances: it has to be refused. */
export interface Attempt {
  /** `caller`: who; `source`: for whom a service comes; `organization`: whose; `transport`: how; `place`: where to. */
  readonly about: "caller" | "source" | "organization" | "transport" | "place";
  /** E.g. `for another source`. */
  readonly how: string;
  readonly request: AccessRequest;
}

type Context = NonNullable<AccessRequest["context"]>;

interface Change {
  readonly about: Attempt["about"];
  readonly how: string;
  /** `undefined` when the use does not say what would be changed. */
  readonly change: (use: AccessRequest) => AccessRequest | undefined;
}

const ELSEWHERE = "o-elsewhere00";

const FROM_SERVICES: readonly Change[] = [
  { about: "caller", how: "by another service", change: byAnotherService },
  { about: "source", how: "without a source", change: without("aws:SourceArn", "aws:SourceAccount") },
  { about: "source", how: "for another source", change: changed("aws:SourceArn", (arn) => `${arn}-2`) },
  { about: "source", how: "for a source of another account", change: changed("aws:SourceArn", movedArn) },
  {
    about: "source",
    how: "in the name of another account",
    change: changed("aws:SourceAccount", otherAccount),
  },
];

const FROM_ACCOUNTS: readonly Change[] = [
  { about: "caller", how: "by another role", change: byAnotherRole },
  { about: "organization", how: "from no organization", change: without("aws:PrincipalOrgID") },
  {
    about: "organization",
    how: "from another organization",
    change: changed("aws:PrincipalOrgID", () => ELSEWHERE),
  },
];

const PLAIN_HTTP: Change = {
  about: "transport",
  how: "over plain HTTP",
  change: changed("aws:SecureTransport", () => "false"),
};

const PLACES: readonly Change[] = [
  { about: "place", how: "in an account of no organization", change: moved },
  {
    about: "place",
    how: "in an account of another organization",
    change: (use) => withContext(moved(use), { "aws:ResourceOrgID": ELSEWHERE }),
  },
];

/**
 * The same use from outside, or to the outside. Out of a role it goes to an account that is not of the organization,
 * and whose owner would let the role in; into a role, queue, topic or bus it comes from somebody else, for another source,
 * from another organization, or over plain HTTP.
 */
export function attemptsFrom(use: AccessRequest, holder: Holder): readonly Attempt[] {
  return changesFor(use, holder).flatMap(({ about, how, change }) => {
    const request = change(use);
    return request === undefined ? [] : [{ about, how, request }];
  });
}

function changesFor({ principal }: AccessRequest, { kind, arn }: Holder): readonly Change[] {
  if (kind === "role") return PLACES;
  const inward = principal.kind === "service" ? FROM_SERVICES : FROM_ACCOUNTS;
  // Their endpoints also answer without TLS.
  const takesPlainHttp = kind === "resource" && ["sns", "sqs"].includes(parseArn(arn)?.service ?? "");
  return takesPlainHttp ? [...inward, PLAIN_HTTP] : inward;
}

function byAnotherService(use: AccessRequest): AccessRequest {
  return { ...use, principal: { kind: "service", service: "ec2.amazonaws.com" } };
}

/** A role of the same account. */
function byAnotherRole({ principal, ...use }: AccessRequest): AccessRequest | undefined {
  if (principal.kind !== "aws" || principal.roleArn === undefined) return undefined;
  const arn = principal.arn.replace(/assumed-role\/[^/]+/, "$&-2");
  return { ...use, principal: { ...principal, arn, roleArn: `${principal.roleArn}-2` } };
}

function without(...keys: readonly string[]): Change["change"] {
  return (use) => ({
    ...use,
    context: Object.fromEntries(Object.entries(use.context ?? {}).filter(([key]) => !keys.includes(key))),
  });
}

function changed(key: string, to: (value: string) => string): Change["change"] {
  return (use) => {
    const value = use.context?.[key];
    return typeof value === "string" ? withContext(use, { [key]: to(value) }) : undefined;
  };
}

function withContext(use: AccessRequest, context: Context): AccessRequest {
  return { ...use, context: { ...use.context, ...context } };
}

/** In another account, of no organization. */
function moved(use: AccessRequest): AccessRequest {
  const account = otherAccount(use.resourceAccount ?? parseArn(use.resource)?.accountId ?? "");
  const { context = {} } = use;
  const there = {
    ...use,
    resource: movedArn(use.resource),
    resourceAccount: account,
    context: { ...context, ...("s3:ResourceAccount" in context && { "s3:ResourceAccount": account }) },
  };
  return without("aws:ResourceOrgID")(there) ?? there;
}

/** The ARN of the same thing in another account; as it is, when it names none. */
function movedArn(arn: string): string {
  const account = parseArn(arn)?.accountId ?? "";
  return /^\d{12}$/.test(account) ? arn.replace(account, otherAccount(account)) : arn;
}

function otherAccount(account: string): string {
  return account === "999988887777" ? "888877776666" : "999988887777";
}
