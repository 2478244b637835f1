import { arnParts, isAccountId } from "../policy/arn";
import type { Test } from "../policy/condition";
import type { CallerKey } from "../policy/condition-keys";
import { hasWildcard, includes } from "../policy/glob";
import { organizationIn, userIdOwner } from "../policy/value-parts";
import type { Belonging, Guise } from "./caller";
import { both, type Outcome } from "./outcome";
import { isOpen, matchKnown, matchUnnamed } from "./value-matches";

/** Whether a caller's request has a key. */
export function hasKey(key: CallerKey, caller: Guise): Outcome {
  switch (key) {
    case "aws:principalaccount":
    case "aws:userid":
      return caller.kind === "service" ? "no" : "yes";
    case "aws:principalarn":
      return caller.kind === "signed in" ? "yes" : "no";
    case "aws:principalisawsservice":
      // Not sent with requests that are not signed.
      return caller.kind === "anonymous" ? "no" : "yes";
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return caller.kind === "signed in" ? belongs(caller.organization) : "no";
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
  return organization.kind === "none" ? "no" : "yes";
}

/** Whether a key that a caller's request has fits one value of the policy. */
export function fitsKey(key: CallerKey, test: Test, value: string, caller: Guise): Outcome {
  switch (key) {
    case "aws:principalaccount":
      if (caller.kind === "anonymous") return matchKnown(test, value, "anonymous");
      return caller.kind === "signed in" ? belongingFits(caller.account, test, value) : "no";
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return caller.kind === "service" ? belongingFits(caller.account, test, value) : "no";
    case "aws:principalorgid":
      return caller.kind === "signed in" ? belongingFits(caller.organization, test, value) : "no";
    case "aws:principalorgpaths":
      return caller.kind === "signed in" ? pathFits(caller.organization, test, value) : "no";
    case "aws:sourceorgid":
      return caller.kind === "service" ? belongingFits(caller.organization, test, value) : "no";
    case "aws:sourceorgpaths":
      return caller.kind === "service" ? pathFits(caller.organization, test, value) : "no";
    case "aws:principalarn":
      if (caller.kind !== "signed in") return "no";
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

function belongingFits(belonging: Belonging, test: Test, value: string): Outcome {
  switch (belonging.kind) {
    case "known":
      return matchKnown(test, value, belonging.id);
    case "unnamed":
      return matchUnnamed(test, value);
    case "none":
      return "no";
  }
}

// Which unit of an organization a caller is in is not asked: some member is in each.
function pathFits(organization: Belonging, test: Test, value: string): Outcome {
  const id = organizationIn(value);
  if (id === value && hasWildcard(value)) return belongingFits(organization, test, value);
  const inside = belongingFits(organization, test, id);
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
  }
}

function userIdFits(caller: Guise, test: Test, value: string): Outcome {
  const owner = userIdOwner(value);
  switch (caller.kind) {
    case "anonymous":
      return matchKnown(test, value, "anonymous");
    case "service":
      return "no";
    case "signed in": {
      const { account, principal, identity } = caller;
      // The root user's id is the account's; that of a federated user begins with it.
      if (isAccountId(owner)) return account.kind === "known" && account.id === owner ? "can" : "no";
      if (identity?.what === "unique id") return uniqueIdFits(identity.id, test, value);
      if (hasWildcard(owner)) return matchUnnamed(test, value);
      // One who is named by another name may have this id; one who is not named has none of those that are.
      return principal === undefined && identity === undefined ? "no" : "maybe";
    }
  }
}

function uniqueIdFits(id: string, test: Test, value: string): Outcome {
  const owner = userIdOwner(value);
  if (owner === id) return value === owner || value === `${owner}:*` ? "yes" : "can";
  return both(matchUnnamed(test, value), matchKnown(test, owner, id));
}
