import type { Principal } from "@security-auto/iam-policy";
import type { Principals } from "../policy/principals";
import type { NamedPrincipal } from "../policy/mentions";
import type { BucketContext } from "./bucket-context";
import type { CallerVariant } from "./caller";
import { accountFitsOne } from "./account-fits";
import { both, either, not, type Outcome } from "./outcome";

/** Whether an Allow's principals take in a caller. */
export function principalsMatch(
  principals: Principals,
  caller: CallerVariant,
  context: BucketContext,
): Outcome {
  // Whoever is named, by an ARN or an id, is asked about by that too: an Allow of it need not be held against all who may be the same.
  const outcome = namesMatch(principals, caller, context, principals.except ? "maybe" : "no");
  return principals.except ? not(outcome) : outcome;
}

/**
 * Whether a Deny's principals take in a caller. A user or role that `NotPrincipal` names may be denied all the same: where
 * its account or session is not named beside it, or it has a permissions boundary.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function deniedPrincipals(
  principals: Principals,
  caller: CallerVariant,
  context: BucketContext,
): Outcome {
  const named = namesMatch(principals, caller, context, "maybe");
  const outcome = principals.except ? not(named) : named;
  const isNamed =
    caller.kind === "signed in" &&
    (caller.identity !== undefined || (caller.principal !== undefined && caller.principal.root !== true));
  return principals.except && isNamed && outcome !== "yes" ? "maybe" : outcome;
}

type Person = Extract<CallerVariant, { kind: "signed in" }>;

function namesMatch(
  principals: Principals,
  caller: CallerVariant,
  context: BucketContext,
  same: "maybe" | "no",
): Outcome {
  context.steps.take(1);
  if (principals.everyone) return "yes";
  if (caller.kind === "anonymous") return "no";
  if (caller.kind === "service")
    return caller.name !== undefined && principals.services.has(caller.name) ? "yes" : "no";
  if (isNamed(principals, caller)) return "yes";
  let outcome: Outcome = "no";
  const oneByOne = caller.identity === undefined ? principals.others : principals.names;
  for (const name of oneByOne) {
    context.steps.take(1);
    if (context.steps.spent) return either(outcome, "maybe");
    outcome = either(outcome, principalMatches(name, caller, context, same));
    if (outcome === "yes") break;
  }
  return outcome;
}

// Whoever takes in an account takes in all of it, and whoever takes in a role its sessions.
function isNamed({ accounts, arns, roles }: Principals, { account, principal }: Person): boolean {
  if (account.kind === "known" && accounts.has(account.id)) return true;
  if (principal === undefined) return false;
  if (arns.has(principal.arn)) return true;
  return principal.session && roles.has(`${principal.account} ${principal.role ?? ""}`);
}

function principalMatches(
  principal: Principal,
  caller: Person,
  context: BucketContext,
  same: "maybe" | "no",
): Outcome {
  switch (principal.kind) {
    case "everyone":
      return "yes";
    case "account":
      return accountFitsOne(principal.account, caller.account, context);
    case "principal":
      // One who is known by an id may be the one who is named here by his ARN.
      return both(
        isOfKind(principal, caller) ? same : "no",
        accountFitsOne(principal.account, caller.account, context),
      );
    case "identity":
      return isIdentity(principal, caller, context, same);
    case "federated":
      return both(
        comesFromProvider(caller),
        principal.account === undefined ? "can" : accountFitsOne(principal.account, caller.account, context),
      );
    case "pattern":
      return principal.account === undefined
        ? "can"
        : both("can", accountFitsOne(principal.account, caller.account, context));
    case "service":
      return "no";
  }
}

/** Whether a user's or a role's id may be that of a principal, by what each of them is. */
function isOfKind({ role, root }: NamedPrincipal, { identity }: Person): boolean {
  if (identity?.what !== "unique id") return true;
  if (identity.id.startsWith("AIDA")) return role === undefined && root !== true;
  return !identity.id.startsWith("AROA") || role !== undefined;
}

// People with an identity at a provider come in as a session of some role; of one that is named is not known whom it trusts.
function comesFromProvider({ principal, identity }: Person): Outcome {
  if (identity?.what === "unique id") return identity.id.startsWith("AIDA") ? "no" : "maybe";
  if (principal === undefined) return "can";
  return principal.role === undefined ? "no" : "maybe";
}

function isIdentity(
  { id, what }: Extract<Principal, { kind: "identity" }>,
  { account, principal, identity }: Person,
  { ownerId }: BucketContext,
  same: "maybe" | "no",
): Outcome {
  if (identity?.id === id) return "yes";
  // The owner's account is the own one, and that is asked about nowhere.
  if (what === "canonical user" && id === ownerId) return "no";
  if (identity !== undefined) return identity.what === what ? "no" : same;
  // A canonical user is an account, a unique id one of its users or roles.
  if (what === "canonical user") return account.kind === "known" ? same : "no";
  return principal === undefined ? "no" : same;
}
