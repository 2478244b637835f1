import type { Exposure } from "../src";
import { BUCKET, BUCKET_ARN } from "./sample";

/** A request with everything decided: who calls, from where, for what. */
export interface ConcreteRequest {
  /** Every name under which the policy may mean the caller. */
  readonly names: readonly string[];
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** How far the bucket is exposed when this request is allowed. */
  readonly exposure: Exposure;
  readonly action: string;
  readonly resource: string;
}

/** A statement as it is written. */
export type Written = Readonly<Record<string, unknown>>;

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

const expressions = new Map<string, RegExp>();

function fits(pattern: string, value: string): boolean {
  const known = expressions.get(pattern);
  if (known !== undefined) return known.test(value);
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
  expressions.set(pattern, expression);
  return expression.test(value);
}

function fitsArn(pattern: string, value: string): boolean {
  if (pattern === "*") return true;
  const parts = (arn: string): readonly string[] => {
    const all = arn.split(":");
    return [...all.slice(0, 5), all.slice(5).join(":")];
  };
  const [patterns, values] = [parts(pattern), parts(value)];
  return pattern.split(":").length >= 6 && patterns.every((part, index) => fits(part, values[index] ?? ""));
}

function isInRange(range: string, address: string): boolean {
  const number = (text: string): number => text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const [base = "", prefix = "32"] = range.split("/");
  if (base.includes(":") || address.includes(":"))
    return base.includes(":") && address.includes(":") && address.startsWith(base.replace(/:*$/, ""));
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}

function compare(test: string, wanted: string, given: string): boolean {
  switch (test) {
    case "stringequals":
      return wanted === given;
    case "stringequalsignorecase":
    case "bool":
      return wanted.toLowerCase() === given.toLowerCase();
    case "stringlike":
      return fits(wanted, given);
    case "arnlike":
    case "arnequals":
      return fitsArn(wanted, given);
    case "ipaddress":
      return isInRange(wanted, given);
    default:
      throw new Error(`the referee does not know ${test}`);
  }
}

function conditionHolds(operator: string, key: string, written: unknown, { keys }: ConcreteRequest): boolean {
  const [set, named = ""] = operator.includes(":")
    ? operator.toLowerCase().split(":")
    : [undefined, operator.toLowerCase()];
  const ifExists = named.endsWith("ifexists");
  const bare = named.replace(/ifexists$/, "");
  const negated = bare.includes("not");
  const test = bare.replace("not", "");
  const values = list(written).map((value) =>
    value.replaceAll("${aws:ResourceOrgID}", BUCKET.organization.id),
  );
  const given = Object.entries(keys).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  if (test === "null") return values.some((value) => (value === "true") === (given === undefined));
  if (given === undefined) return ifExists || set === "forallvalues" || (negated && set !== "foranyvalue");
  const holds = (one: string): boolean => values.some((value) => compare(test, value, one)) !== negated;
  return set === "forallvalues" ? list(given).every(holds) : list(given).some(holds);
}

function names(statement: Written, request: ConcreteRequest): boolean {
  const negated = statement["NotPrincipal"] !== undefined;
  const principal = statement["Principal"] ?? statement["NotPrincipal"];
  const written =
    typeof principal === "object" && principal !== null ? Object.values(principal).flatMap(list) : ["*"];
  const matches = written.some((name) => request.names.some((one) => name === one || fits(name, one)));
  return matches !== negated;
}

function isAbout(statement: Written, action: string, resource: string): boolean {
  const acts = list(statement["Action"] ?? statement["NotAction"]).some((one) =>
    fits(one.toLowerCase(), action.toLowerCase()),
  );
  const on = list(statement["Resource"] ?? statement["NotResource"]).some((one) => fits(one, resource));
  return acts === (statement["Action"] !== undefined) && on === (statement["Resource"] !== undefined);
}

function takes(statement: Written, request: ConcreteRequest): boolean {
  return (
    isAbout(statement, request.action, request.resource) &&
    names(statement, request) &&
    Object.entries(statement["Condition"] ?? {}).every(([operator, keys]: [string, unknown]) =>
      Object.entries(keys ?? {}).every(([key, value]) => conditionHolds(operator, key, value, request)),
    )
  );
}

/** What IAM decides on a request of somebody outside the bucket owner's account. */
export function isAllowed(statements: readonly Written[], request: ConcreteRequest): boolean {
  return (
    statements.some((one) => one["Effect"] === "Allow" && takes(one, request)) &&
    !statements.some((one) => one["Effect"] === "Deny" && takes(one, request))
  );
}

const OWN = BUCKET.account;
const MEMBER = "310987654321";
const OTHER_MEMBER = "310987654322";
const FOREIGN = "444455556666";
const STRANGER = "999988887777";
/** Of an organization that nobody names. */
const ORGANIZED_STRANGER = "888877776666";
const ORG = BUCKET.organization.id;

const ORGANIZATIONS: ReadonlyMap<string, string> = new Map([
  [FOREIGN, "o-else5678wh"],
  [ORGANIZED_STRANGER, "o-strange99x"],
]);

type Caller = Pick<ConcreteRequest, "names" | "keys" | "exposure">;

function person(account: string, arn: string, userid: string, more: readonly string[] = []): Caller {
  const organization = account.startsWith("310") ? ORG : ORGANIZATIONS.get(account);
  const exposure = organization === ORG ? "organization" : account === FOREIGN ? "external" : "public";
  return {
    exposure,
    names: ["*", account, `arn:aws:iam::${account}:root`, arn, ...more],
    keys: {
      "aws:PrincipalAccount": account,
      "aws:PrincipalArn": arn,
      "aws:userid": userid,
      "aws:PrincipalIsAWSService": "false",
      ...(organization !== undefined && {
        "aws:PrincipalOrgID": organization,
        "aws:PrincipalOrgPaths": [
          account === OTHER_MEMBER
            ? `${organization}/r-zz99/ou-zz99-99999999/`
            : `${organization}/r-ab12/ou-ab12-11111111/`,
        ],
      }),
    },
  };
}

/** One whom the policy can name by an id is not just anyone. */
const inParticular = (caller: Caller): Caller =>
  caller.exposure === "public" ? { ...caller, exposure: "external" } : caller;

function service(name: string, source: string | undefined, arn?: string): Caller {
  const of = source === undefined ? undefined : person(source, "", "");
  return {
    exposure: of?.exposure ?? "public",
    names: ["*", name],
    keys: {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": name,
      ...(source !== undefined && { "aws:SourceAccount": source }),
      ...(arn !== undefined && { "aws:SourceArn": arn }),
    },
  };
}

const SERVICES: readonly Caller[] = ["cloudtrail.amazonaws.com", "config.amazonaws.com"].flatMap((name) => [
  service(name, undefined),
  ...[MEMBER, FOREIGN, STRANGER].map((source) =>
    service(name, source, `arn:aws:sns:us-west-2:${source}:alerts`),
  ),
  service(name, STRANGER, "arn:aws:s3:::somebodys"),
]);

const PEOPLE: readonly Caller[] = [
  {
    exposure: "public",
    names: ["*"],
    keys: { "aws:PrincipalAccount": "anonymous", "aws:userid": "anonymous" },
  },
  ...[STRANGER, ORGANIZED_STRANGER, MEMBER, OTHER_MEMBER, FOREIGN].flatMap((account) => [
    person(
      account,
      `arn:aws:iam::${account}:root`,
      account,
      account === FOREIGN ? ["f9e8d7c6".repeat(8)] : [],
    ),
    person(account, `arn:aws:iam::${account}:user/someone`, "AIDANOBODYNOBODY9999"),
    person(account, `arn:aws:iam::${account}:role/Partner`, "AROANOBODYNOBODY9999:ilse", [
      `arn:aws:sts::${account}:assumed-role/Partner/ilse`,
    ]),
    inParticular(
      person(account, `arn:aws:iam::${account}:role/Partner`, "AROAEXAMPLEEXAMPLE123:ilse", [
        "AROAEXAMPLEEXAMPLE123",
      ]),
    ),
    person(account, `arn:aws:iam::${account}:role/Reader`, "AROANOBODYNOBODY8888:x", [
      `arn:aws:sts::${account}:assumed-role/Reader/x`,
      "graph.facebook.com",
      `arn:aws:iam::${account}:saml-provider/Corp`,
    ]),
    inParticular(
      person(account, `arn:aws:iam::${account}:user/known`, "AIDAEXAMPLEEXAMPLE123", [
        "AIDAEXAMPLEEXAMPLE123",
      ]),
    ),
  ]),
];

interface Way {
  readonly keys: ConcreteRequest["keys"];
  readonly limited: boolean;
}

const through = (account: string): ConcreteRequest["keys"] => ({
  "s3:DataAccessPointArn": `arn:aws:s3:us-west-2:${account}:accesspoint/open`,
  "s3:DataAccessPointAccount": account,
});

const NETWORKS: readonly Way[] = [
  { keys: { "aws:SourceIp": "8.8.4.4" }, limited: false },
  { keys: { "aws:SourceIp": "2600:1f00::1" }, limited: false },
  { keys: { "aws:SourceIp": "203.0.113.7" }, limited: true },
  { keys: { "aws:SourceIp": "2001:db8::7" }, limited: true },
  { keys: { "aws:SourceVpc": "vpc-99999999" }, limited: false },
  { keys: { "aws:SourceVpc": "vpc-0a1b2c3d" }, limited: true },
];

/** What else a request may carry. */
const EXTRAS: readonly ConcreteRequest["keys"][] = [
  { "aws:SecureTransport": "true" },
  { "aws:SecureTransport": "false", "aws:Referer": "https://www.example.org/a" },
  { "aws:SecureTransport": "true", "aws:Referer": "https://www.example.org/*" },
];

const TARGETS = [
  ["s3:GetObject", `${BUCKET_ARN}/public/a`],
  ["s3:GetObject", `${BUCKET_ARN}/private/a`],
  // What a Deny of s3:GetObject leaves of s3:Get*.
  ["s3:GetObjectTagging", `${BUCKET_ARN}/public/a`],
  ["s3:GetObjectTagging", `${BUCKET_ARN}/private/a`],
  ["s3:PutObject", `${BUCKET_ARN}/public/a`],
  ["s3:PutObject", `${BUCKET_ARN}/private/a`],
  ["s3:GetBucketPolicy", BUCKET_ARN],
  ["s3:ListBucket", BUCKET_ARN],
  ["s3:DeleteObject", `${BUCKET_ARN}/public/a`],
  ["s3:DeleteObject", `${BUCKET_ARN}/private/a`],
  ["s3:DeleteBucket", BUCKET_ARN],
] as const;

/** Whether S3 would have stored a statement: some of its actions fit some of its resources. */
export function isStored(statement: Written): boolean {
  return TARGETS.some(([action, resource]) => isAbout(statement, action, resource));
}

/** Requests of all kinds; `viaAccessPoints` adds those through one that allows everybody. */
export function* requests(viaAccessPoints: boolean): Generator<ConcreteRequest> {
  const ways = viaAccessPoints
    ? NETWORKS.flatMap(({ keys, limited }) => [
        { keys, limited },
        ...[OWN, FOREIGN, STRANGER].map((account) => ({ keys: { ...keys, ...through(account) }, limited })),
      ])
    : NETWORKS;
  const comers = [
    ...PEOPLE.flatMap((caller) => ways.map((way) => ({ caller, way }))),
    // Whether a service's requests carry an address is not known: both kinds are asked about.
    ...SERVICES.flatMap((caller) =>
      [{ keys: {}, limited: false }, ...NETWORKS.filter(({ keys }) => "aws:SourceIp" in keys)].map((way) => ({
        caller,
        way,
      })),
    ),
  ];
  for (const { caller, way } of comers)
    for (const extra of EXTRAS)
      for (const [action, resource] of TARGETS)
        yield {
          names: caller.names,
          keys: { ...caller.keys, ...way.keys, ...extra },
          exposure: way.limited && caller.exposure === "public" ? "external" : caller.exposure,
          action,
          resource,
        };
}
