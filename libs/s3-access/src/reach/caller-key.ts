import {
  type CallerKey,
  disjoint,
  hasWildcard,
  includes,
  isAccountId,
  parseArn,
} from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import type { NamedPrincipal } from "../policy/mentions";
import {
  isPrincipalArn,
  isUserId,
  mayBePrincipalArn,
  mayBeUserId,
  organizationIn,
  userIdOwner,
} from "../policy/value-parts";
import type { BucketContext } from "./bucket-context";
import type { Belonging, Guise, Nearness } from "./caller";
import { both, type Outcome } from "./outcome";
import { isOpen, knownFits, matches, someFits, unnamedFits } from "./value-fits";

/** Whether a caller's request has a key. */
export function hasKey(key: CallerKey, caller: Guise, context: BucketContext): Outcome {
  switch (key) {
    case "aws:principalaccount":
    case "aws:userid":
      return caller.kind === "service" ? "no" : "yes";
    case "aws:principalarn":
      return caller.kind === "signed in" ? "yes" : "no";
    case "lambda:sourcefunctionarn":
    case "ec2:sourceinstancearn":
      return caller.kind === "signed in" ? "can" : "no";
    case "aws:principalisawsservice":
      // Not sent with requests that are not signed.
      return caller.kind === "anonymous" ? "no" : "yes";
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return caller.kind === "signed in" ? belongs(caller.organization, context) : "no";
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      return caller.kind === "service" ? "yes" : "no";
    case "aws:sourcearn":
    case "aws:sourceaccount":
    case "aws:sourceowner":
      if (caller.kind !== "service") return "no";
      // Not every service sends them; one that calls for somebody in particular says so.
      return caller.account.kind === "known" && (key !== "aws:sourcearn" || caller.arn !== undefined)
        ? "yes"
        : "can";
    case "aws:sourceorgid":
    case "aws:sourceorgpaths":
      return caller.kind === "service" ? belongs(caller.organization, context) : "no";
  }
}

function belongs(belonging: Belonging, { organization }: BucketContext): Outcome {
  if (belonging.kind === "none") return "no";
  if (belonging.kind !== "unknown") return "yes";
  if (belonging.near === "organization") return "yes";
  return belonging.near === "own" && organization !== undefined ? "yes" : "maybe";
}

/** Whether a key that a caller's request has fits one of the values of the policy. */
export function fitsKey(
  key: CallerKey,
  condition: Condition,
  caller: Guise,
  context: BucketContext,
): Outcome {
  const { steps } = context;
  const service = caller.kind === "service";
  const person = caller.kind === "signed in";
  switch (key) {
    case "aws:principalaccount":
      if (caller.kind === "anonymous") return knownFits(condition, "anonymous", steps);
      return person ? accountFits(condition, caller.account, context) : "no";
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return service ? accountFits(condition, caller.account, context) : "no";
    case "aws:principalorgid":
      return person ? organizationFits(condition, caller.organization, context) : "no";
    case "aws:sourceorgid":
      return service ? organizationFits(condition, caller.organization, context) : "no";
    case "aws:principalorgpaths":
      return person ? pathFits(condition, caller, context) : "no";
    case "aws:sourceorgpaths":
      return service ? pathFits(condition, caller, context) : "no";
    case "aws:principalarn":
      return person ? principalArnFits(condition, caller, context) : "no";
    case "lambda:sourcefunctionarn":
    case "ec2:sourceinstancearn":
      return person ? arnFits(condition, caller.account, context, "can") : "no";
    case "aws:sourcearn":
      if (!service) return "no";
      return caller.arn === undefined
        ? arnFits(condition, caller.account, context, "no")
        : knownFits(condition, caller.arn, steps);
    case "aws:userid":
      return userIdFits(condition, caller, context);
    case "aws:principalisawsservice":
      return knownFits(condition, String(service), steps);
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      if (!service) return "no";
      return caller.name === undefined
        ? unnamedFits(condition, steps)
        : knownFits(condition, caller.name, steps);
  }
}

function accountFits(condition: Condition, account: Belonging, context: BucketContext): Outcome {
  switch (account.kind) {
    case "known":
      return knownFits(condition, account.id, context.steps);
    case "unnamed":
      return unnamedFits(condition, context.steps, patternOfAccounts);
    case "unknown":
      return someFits(
        condition,
        context.steps,
        (id) => mayBeAccount(id, account.near, context),
        (pattern) => mayBeAccount(pattern, account.near, context),
      );
    case "none":
      return "no";
  }
}

/** Whether an account of which only is known how near it is can be the one that a text or pattern says. */
export function mayBeAccount(text: string, near: Nearness, context: BucketContext): Outcome {
  if (isOpen(text)) return "yes";
  const { accountId, members, complete } = context;
  if (near === "own") return accountId === undefined ? "maybe" : includes(text, accountId) ? "yes" : "no";
  if (hasWildcard(text)) return patternOfAccounts(text) === "no" ? "no" : "maybe";
  if (!isAccountId(text) || text === accountId) return "no";
  if (near === "outside") return members.has(text) ? "no" : "maybe";
  return members.has(text) || !complete ? "maybe" : "no";
}

const ACCOUNT_DIGITS = 12;

/** Whether a pattern takes in all account ids, some, or none. */
function patternOfAccounts(pattern: string): "yes" | "can" | "no" {
  const fixed = pattern.replaceAll("*", "");
  const isTooLong = pattern === fixed ? fixed.length !== ACCOUNT_DIGITS : fixed.length > ACCOUNT_DIGITS;
  if (isTooLong || /[^\d?]/.test(fixed)) return "no";
  return /\d/.test(fixed) ? "can" : "yes";
}

const ORGANIZATIONS = "o-*";

/** Whether a pattern takes in all organization ids, some, or none. */
function patternOfOrganizations(pattern: string): "yes" | "can" | "no" {
  if (includes(pattern, ORGANIZATIONS)) return "yes";
  return disjoint(pattern, ORGANIZATIONS) ? "no" : "can";
}

const ORGANIZATION_ID = /^o-[a-z0-9]+$/i;

function organizationFits(condition: Condition, organization: Belonging, context: BucketContext): Outcome {
  switch (organization.kind) {
    case "known":
      return knownFits(condition, organization.id, context.steps);
    case "unnamed":
      return unnamedFits(condition, context.steps, patternOfOrganizations);
    case "unknown": {
      const own = context.organization?.id;
      if (organization.near !== "outside" && own !== undefined)
        return knownFits(condition, own, context.steps);
      return someFits(
        condition,
        context.steps,
        (id) => (id === own || !ORGANIZATION_ID.test(id) ? "no" : "maybe"),
        (pattern) => {
          const fits = patternOfOrganizations(pattern);
          return fits === "can" ? "maybe" : fits;
        },
      );
    }
    case "none":
      return "no";
  }
}

// Some member of an organization is in each of its units; in which of them an account that is named is, is not known.
function pathFits(
  condition: Condition,
  { account, organization }: Exclude<Guise, { kind: "anonymous" }>,
  context: BucketContext,
): Outcome {
  const inUnit = account.kind === "unnamed" ? "can" : "maybe";
  const inside = (text: string): Outcome => {
    const id = organizationIn(text);
    const only: Condition = {
      ...condition,
      exact: new Set(hasWildcard(id) ? [] : [id]),
      patterns: hasWildcard(id) ? [id] : [],
    };
    return organizationFits(only, organization, context);
  };
  return someFits(
    condition,
    context.steps,
    // A path ends in a slash; what has no unit is none.
    (path) => (path.includes("/") ? both(inside(path), inUnit) : "no"),
    (pattern) => {
      const id = organizationIn(pattern);
      return pattern === id || pattern === `${id}/*` ? inside(pattern) : both(inside(pattern), inUnit);
    },
  );
}

type Person = Extract<Guise, { kind: "signed in" }>;

function principalArnFits(condition: Condition, caller: Person, context: BucketContext): Outcome {
  const { principal, identity, account } = caller;
  if (principal?.session === true)
    return sessionFits(condition, principal, caller.hasNamesake === true, context);
  if (principal !== undefined) return knownFits(condition, principal.arn, context.steps);
  if (identity === undefined) return arnFits(condition, account, context, "no", mayBePrincipalArn);
  return someFits(
    condition,
    context.steps,
    (arn) => {
      const isOther = identity.what === "unique id" && parseArn(arn)?.resource === "root";
      return isPrincipalArn(arn) && !isOther ? accountInArnMayBe(arn, account, context) : "no";
    },
    (pattern) => {
      if (!mayBePrincipalArn(pattern)) return "no";
      return isOpen(pattern) ? "yes" : accountInArnMayBe(pattern, account, context);
    },
  );
}

function accountInArnMayBe(arn: string, account: Belonging, context: BucketContext): Outcome {
  const inArn = parseArn(arn)?.accountId ?? "*";
  return account.kind === "unknown" && mayBeAccount(inArn, account.near, context) === "no" ? "no" : "maybe";
}

// The key holds the ARN of the session's role, whose path the session's own ARN does not tell.
function sessionFits(
  condition: Condition,
  { arn, account, role = "" }: NamedPrincipal,
  hasNamesake: boolean,
  context: BucketContext,
): Outcome {
  const roles = `arn:${parseArn(arn)?.partition ?? ""}:iam::${account}:role/`;
  const written = knownFits(condition, `${roles}${role}`, context.steps);
  return written === "yes" && !hasNamesake
    ? written
    : someFits(
        condition,
        context.steps,
        (text) => (text.startsWith(roles) && text.endsWith(`/${role}`) ? "maybe" : "no"),
        (pattern) => {
          if (matches(condition.test, pattern, `${roles}*`)) return "yes";
          return disjoint(pattern, `${roles}*${role}`) || !mayBePrincipalArn(pattern) ? "no" : "maybe";
        },
      );
}

/** Some ARN of an account that the policy does not spell out; `named` for one that it does. */
function arnFits(
  condition: Condition,
  account: Belonging,
  context: BucketContext,
  named: "no" | "can",
  mayBe: (pattern: string) => boolean = () => true,
): Outcome {
  return someFits(
    condition,
    context.steps,
    (arn) => (named === "no" ? "no" : both(named, accountOfArn(arn, account, context))),
    (pattern) => {
      if (isOpen(pattern)) return "yes";
      if (!mayBe(pattern)) return "no";
      const parts = parseArn(pattern);
      if (parts === undefined) return "can";
      const { partition, service, region, resource } = parts;
      // Under StringLike a `*` runs over colons, and so over the account.
      const runsOver = !pattern.startsWith("arn:") || [partition, service, region].some(hasWildcard);
      if (condition.test === "like" && runsOver) return "can";
      const whole = [service, region, resource].every(isOpen);
      return both(whole ? "yes" : "can", accountOfArn(pattern, account, context));
    },
  );
}

function accountOfArn(arn: string, account: Belonging, context: BucketContext): Outcome {
  const inArn = parseArn(arn)?.accountId ?? "";
  // A bucket's ARN names no account.
  if (inArn === "" || isOpen(inArn)) return "yes";
  switch (account.kind) {
    case "known":
      return includes(inArn, account.id) ? "yes" : "no";
    case "unnamed":
      return hasWildcard(inArn) ? patternOfAccounts(inArn) : "no";
    case "unknown":
      return mayBeAccount(inArn, account.near, context);
    case "none":
      return "no";
  }
}

function userIdFits(condition: Condition, caller: Guise, context: BucketContext): Outcome {
  if (caller.kind === "service") return "no";
  if (caller.kind === "anonymous") return knownFits(condition, "anonymous", context.steps);
  return someFits(
    condition,
    context.steps,
    (text) => (isUserId(text) && text !== "anonymous" ? ownerFits(text, caller, context) : "no"),
    (pattern) => {
      if (isOpen(pattern)) return "yes";
      return mayBeUserId(pattern) ? ownerFits(pattern, caller, context) : "no";
    },
  );
}

function ownerFits(text: string, { account, principal, identity }: Person, context: BucketContext): Outcome {
  const owner = userIdOwner(text);
  // The root user's id is the account's; that of a federated user begins with it.
  if (principal?.root === true) return includes(text, principal.account) ? "yes" : "no";
  const isUnnamed = principal === undefined && identity === undefined;
  if (isAccountId(owner)) {
    // The root user of an account whose id is named is asked about by himself.
    if (isUnnamed && text === owner) return "no";
    return both(accountFitsOne(owner, account, context), isUnnamed ? "can" : "maybe");
  }
  if (identity?.what === "unique id") {
    if (owner === identity.id) return text === owner || text === `${owner}:*` ? "yes" : "can";
    return includes(owner, identity.id) ? (text === owner || text === `${owner}:*` ? "yes" : "can") : "no";
  }
  if (hasWildcard(owner)) return "can";
  // One who is named by another name may have this id; one who is not named has none of those that are.
  return isUnnamed ? "no" : "maybe";
}

/** Whether a caller of an account is of the one with this id. */
export function accountFitsOne(id: string, account: Belonging, context: BucketContext): Outcome {
  if (account.kind === "known") return account.id === id ? "yes" : "no";
  return account.kind === "unknown" ? mayBeAccount(id, account.near, context) : "no";
}
