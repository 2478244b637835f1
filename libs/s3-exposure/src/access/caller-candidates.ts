import { type CallerKey, includes, isAccountId, parseArn } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { isPrincipalArn, isUserId, organizationIn, userIdOwner } from "../policy/value-parts";
import { ACCOUNT_DIGITS } from "./account-fits";
import type { BucketContext } from "./bucket-context";
import type { Belonging, CallerVariant } from "./caller";
import { examples, namedValues, type Value } from "./candidates";
import type { CallerType, Form } from "./forms";

/** Of a key that says who calls: only what somebody of this account and organization can have who calls in this form. */
export function callerValues(
  key: CallerKey,
  conditions: readonly Condition[],
  caller: Extract<CallerVariant, { kind: "signed in" }>,
  form: Form,
  context: BucketContext,
): readonly Value[] {
  const { organization, account } = caller;
  switch (key) {
    case "aws:principalorgpaths":
      return organization.kind === "none" ? [undefined] : pathsOf(organization, conditions, context);
    case "aws:principalorgid":
      return organizationsOf(organization, conditions, context);
    case "aws:principalaccount":
      return accountsOf(account, namedValues(conditions), context);
    case "aws:principalarn":
      return caller.identity === undefined ? arnsOf(account, conditions, form, context) : [];
    case "aws:userid":
      return userIdsOf(caller, conditions, form);
    case "lambda:sourcefunctionarn":
    case "ec2:sourceinstancearn":
      return resourcesOf(account, conditions, context);
    case "aws:principalisawsservice":
      return ["false"];
    default:
      return [];
  }
}

function accountsOf(account: Belonging, named: readonly string[], context: BucketContext): readonly string[] {
  if (account.kind === "known") return [account.id];
  if (account.kind !== "unnamed") return [];
  const found = named.map((text) => text.replace(/x/g, "").padEnd(ACCOUNT_DIGITS, "9"));
  return [SOME_ACCOUNT, ...found].filter((id) => isAccountId(id) && !context.named.has(id));
}

const SOME_ACCOUNT = "999999999999";

function organizationsOf(
  organization: Belonging,
  conditions: readonly Condition[],
  { organization: own, named }: BucketContext,
): readonly Value[] {
  switch (organization.kind) {
    case "known":
      return [organization.id];
    case "none":
      return [undefined];
    case "unknown":
      return organization.near !== "outside" && own !== undefined ? [own.id] : [];
    case "unnamed":
      return [
        NO_ORGANIZATION,
        ...namedValues(conditions).flatMap((id) => [id, id.padEnd(NO_ORGANIZATION.length, "x")]),
      ].filter((id) => /^o-[a-z0-9]{10,32}$/.test(id) && !named.has(id));
  }
}

const NO_ORGANIZATION = "o-noneisnamed";

const ROOT = /^r-[0-9a-z]{4,32}$/;

// An organization has one root: where the policy names it, all are below it.
function pathsOf(
  organization: Belonging,
  conditions: readonly Condition[],
  context: BucketContext,
): readonly Value[] {
  const texts = conditions.flatMap(({ values }) => values);
  const organizations = conditions.map((condition) => ({
    ...condition,
    exact: new Set<string>(),
    patterns: condition.values.map(organizationIn),
  }));
  return organizationsOf(organization, organizations, context).flatMap((id = "") => {
    const rootsNamed = texts.map((text) => text.split("/")).filter(([one = ""]) => includes(one, id));
    const roots = new Set(rootsNamed.map(([, root = ""]) => root).filter((root) => ROOT.test(root)));
    if (roots.size > 1) return [];
    const [root = "r-none"] = roots;
    const below = namedValues(conditions).filter(
      (path) => path.endsWith("/") && path.startsWith(`${id}/${root}/`),
    );
    return [`${id}/${root}/`, ...below];
  });
}

function typeOfArn(arn: string): CallerType {
  const resource = parseArn(arn)?.resource ?? "";
  if (resource === "root") return "Account";
  if (resource.startsWith("user/")) return "User";
  return resource.startsWith("role/") ? "AssumedRole" : "FederatedUser";
}

const NAMES: Readonly<Record<string, string>> = {
  AssumedRole: "arn:aws:iam::*:role/NoneThatIsNamed",
  User: "arn:aws:iam::*:user/NoneThatIsNamed",
  Account: "arn:aws:iam::*:root",
  FederatedUser: "arn:aws:sts::*:federated-user/NoneThatIsNamed",
};

function arnsOf(
  account: Belonging,
  conditions: readonly Condition[],
  { type }: Form,
  context: BucketContext,
): readonly string[] {
  const patterns = conditions.flatMap(({ patterns: some }) => some);
  return arnsLike([NAMES[type] ?? "", ...patterns], account, context, { service: "iam", region: "" }).filter(
    (arn) => isPrincipalArn(arn) && hasName(arn) && typeOfArn(arn) === type,
  );
}

/** Names of users, roles and federated users hold such characters only; the path before them is not looked at. */
function hasName(arn: string): boolean {
  const name = arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);
  return /^[\w+=,.@-]{1,64}$/.test(name);
}

function resourcesOf(
  account: Belonging,
  conditions: readonly Condition[],
  context: BucketContext,
): readonly Value[] {
  const named = conditions.flatMap(({ exact, patterns }) => [...exact, ...patterns]);
  return [undefined, ...arnsLike(named, account, context, { service: "lambda", region: "us-east-1" })];
}

function arnsLike(
  patterns: readonly string[],
  account: Belonging,
  context: BucketContext,
  { service, region }: { readonly service: string; readonly region: string },
): readonly string[] {
  const inPatterns = patterns.map((pattern) => parseArn(pattern)?.accountId ?? "");
  const ids = accountsOf(
    account,
    inPatterns.map((id) => id.replace(/[*?]/g, "")),
    context,
  );
  return patterns.flatMap((pattern) => {
    const parts = parseArn(pattern);
    if (parts === undefined) return [];
    const { partition, service: ofService, region: ofRegion, accountId: ofAccount, resource } = parts;
    return ids
      .filter((id) => includes(ofAccount, id))
      .flatMap((id) =>
        examples(resource).map((one) =>
          [
            "arn",
            partition.replace("*", context.partition),
            ofService.replace("*", service),
            ofRegion.replace("*", region),
            id,
            one,
          ].join(":"),
        ),
      );
  });
}

function userIdsOf(
  { identity, account }: Extract<CallerVariant, { kind: "signed in" }>,
  conditions: readonly Condition[],
  { type }: Form,
): readonly string[] {
  const some: Readonly<Record<string, readonly string[]>> = {
    User: ["AIDANONETHATISNAMED00"],
    AssumedRole: ["AROANONETHATISNAMED00:session"],
  };
  const id = identity?.what === "unique id" ? identity.id : undefined;
  const owned = id === undefined ? [] : [id, `${id}:session`];
  return [...(id === undefined ? (some[type] ?? []) : owned), ...namedValues(conditions)].filter((value) => {
    const owner = userIdOwner(value);
    if (!isUserId(value) || value === "anonymous") return false;
    if (isAccountId(owner))
      return account.kind === "known" && account.id === owner && type === "FederatedUser" && owner !== value;
    if (owner.startsWith("AIDA") ? type !== "User" : type !== "AssumedRole") return false;
    return id === undefined ? owner.includes("NONETHATISNAMED") : owner === id;
  });
}
