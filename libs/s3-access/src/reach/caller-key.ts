import { arnParts } from "../policy/arn";
import type { Test } from "../policy/condition";
import type { CallerKey } from "../policy/condition-keys";
import { hasWildcard, includes } from "../policy/glob";
import { organizationIn, userIdOwner } from "../policy/mentions";
import type { Belonging, Caller } from "./caller";
import { both, type Outcome } from "./outcome";
import { isOpen, matchKnown, matchUnnamed } from "./value-matches";

/** Whether a caller's request has a key. */
export function hasKey(key: CallerKey, caller: Caller): Outcome {
  switch (key) {
    case "aws:principalaccount":
    case "aws:userid":
      return caller.kind === "service" ? "no" : "yes";
    case "aws:principalarn":
      return caller.kind === "signed in" ? "yes" : caller.kind === "identity" ? "maybe" : "no";
    case "aws:principalisawsservice":
      // Not sent with requests that are not signed.
      return caller.kind === "anonymous" ? "no" : "yes";
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return caller.kind === "signed in"
        ? belongs(caller.organization)
        : caller.kind === "identity"
          ? "maybe"
          : "no";
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
    case "aws:sourcearn":
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return caller.kind === "service" ? "yes" : "no";
    case "aws:sourceorgid":
    case "aws:sourceorgpaths":
      return caller.kind === "service" ? belongs(caller.organization) : "no";
  }
}

function belongs(organization: Belonging): Outcome {
  switch (organization.kind) {
    case "known":
      return "yes";
    case "unnamed":
      return "yes";
    case "none":
      return "no";
    case "foreign":
    case "unknown":
      return "maybe";
  }
}

/** Whether a key that a caller's request has fits one value of the policy; `own` is the bucket's organization. */
export function fitsKey(
  key: CallerKey,
  test: Test,
  value: string,
  caller: Caller,
  own: string | undefined,
): Outcome {
  switch (key) {
    case "aws:principalaccount":
      if (caller.kind === "anonymous") return matchKnown(test, value, "anonymous");
      return caller.kind === "signed in" ? accountFits(caller.account, test, value) : "maybe";
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return caller.kind === "service" ? accountFits(caller.account, test, value) : "no";
    case "aws:principalorgid":
      return caller.kind === "signed in" ? organizationFits(caller.organization, test, value, own) : "maybe";
    case "aws:principalorgpaths":
      return caller.kind === "signed in" ? pathFits(caller.organization, test, value, own) : "maybe";
    case "aws:sourceorgid":
      return caller.kind === "service" ? organizationFits(caller.organization, test, value, own) : "no";
    case "aws:sourceorgpaths":
      return caller.kind === "service" ? pathFits(caller.organization, test, value, own) : "no";
    case "aws:principalarn":
      if (caller.kind !== "signed in") return "maybe";
      // The key holds a session's role, whose path the session's ARN does not tell.
      return arnFits(
        caller.principal?.session === true ? undefined : caller.principal?.arn,
        caller.account,
        test,
        value,
      );
    case "aws:sourcearn":
      return caller.kind === "service" ? arnFits(caller.arn, caller.account, test, value) : "no";
    case "aws:userid":
      return userIdFits(caller, test, value);
    case "aws:principalisawsservice":
      return matchKnown(test, value.toLowerCase(), caller.kind === "service" ? "true" : "false");
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      return "can";
  }
}

function accountFits(account: Belonging, test: Test, value: string): Outcome {
  switch (account.kind) {
    case "known":
      return matchKnown(test, value, account.id);
    case "unnamed":
      return matchUnnamed(test, value);
    case "none":
      return "no";
    case "foreign":
    case "unknown":
      return "maybe";
  }
}

function organizationFits(
  organization: Belonging,
  test: Test,
  value: string,
  own: string | undefined,
): Outcome {
  switch (organization.kind) {
    case "known":
      return matchKnown(test, value, organization.id);
    case "unnamed":
      return matchUnnamed(test, value);
    case "none":
      return "no";
    case "foreign":
      return own !== undefined && value === own ? "no" : isOpen(value) ? "yes" : "maybe";
    case "unknown":
      return "maybe";
  }
}

// Which unit of an organization a caller is in is not asked: some member is in each.
function pathFits(organization: Belonging, test: Test, value: string, own: string | undefined): Outcome {
  const id = organizationIn(value);
  if (id === value && hasWildcard(value)) return organizationFits(organization, test, value, own);
  const inside = organizationFits(organization, test, id, own);
  return value === `${id}/*` ? inside : both(inside, "can");
}

/** `arn` is the whole ARN when it is known; else some ARN of the account that the policy does not spell out. */
function arnFits(arn: string | undefined, account: Belonging, test: Test, value: string): Outcome {
  if (arn !== undefined) return matchKnown(test, value, arn);
  const parts = arnParts(value);
  if (parts === undefined) return matchUnnamed(test, value);
  const [prefix, partition, service, region, inAccount, resource] = parts;
  // Under StringLike a `*` runs over colons, and so over the account.
  if (test === "like" && [prefix, partition, service, region].some(hasWildcard))
    return matchUnnamed(test, value);
  const whole = [service, region, resource].every(isOpen);
  // A bucket's ARN names no account.
  const open = inAccount === "" || hasWildcard(inAccount);
  switch (account.kind) {
    case "known":
      return inAccount === "" || includes(inAccount, account.id) ? matchUnnamed(test, value, whole) : "no";
    case "unnamed":
      return open ? matchUnnamed(test, value, whole && isOpen(inAccount)) : "no";
    case "none":
      return "no";
    case "foreign":
    case "unknown":
      return "maybe";
  }
}

function userIdFits(caller: Caller, test: Test, value: string): Outcome {
  const owner = userIdOwner(value);
  switch (caller.kind) {
    case "anonymous":
      return matchKnown(test, value, "anonymous");
    case "service":
      return "no";
    case "identity":
      if (caller.identity.what !== "unique id") return isOpen(value) ? "yes" : "maybe";
      if (owner === caller.identity.id) return value === owner || value === `${owner}:*` ? "yes" : "can";
      return both(matchUnnamed(test, value), matchKnown(test, owner, caller.identity.id));
    case "signed in":
      if (hasWildcard(owner)) return matchUnnamed(test, value);
      // The root user's id is the account's; that of a federated user begins with it.
      if (caller.account.kind === "known" && caller.account.id === owner) return "can";
      return caller.principal === undefined ? "no" : "maybe";
  }
}
