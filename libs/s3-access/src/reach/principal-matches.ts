import { type Exposure, wider } from "../exposure";
import type { Principal, Principals } from "../policy/principal";
import { type BucketContext, reachOfAccount } from "./bucket-context";
import type { Caller } from "./caller";
import { either, not, type Outcome } from "./outcome";

/** Whether a statement's principals take in a caller. */
export function principalsMatch({ except, names }: Principals, caller: Caller): Outcome {
  let outcome: Outcome = "no";
  for (const name of names) outcome = either(outcome, principalMatches(name, caller, except));
  return except ? not(outcome) : outcome;
}

function principalMatches(principal: Principal, caller: Caller, except: boolean): Outcome {
  switch (principal.kind) {
    case "everyone":
      return "yes";
    case "account":
      return inAccount(principal.account, caller);
    case "principal":
      return isPrincipal(principal, caller);
    case "identity":
      return isIdentity(principal, caller, except);
    case "federated":
      // People with an identity at the provider come in as a session of some role.
      return principal.account === undefined ? signedIn(caller) : some(inAccount(principal.account, caller));
    case "pattern":
      return principal.account === undefined ? signedIn(caller) : some(inAccount(principal.account, caller));
    case "service":
      return "no";
  }
}

/** A part of those who match. */
function some(outcome: Outcome): Outcome {
  return outcome === "yes" ? "can" : outcome;
}

function signedIn({ kind }: Caller): Outcome {
  return kind === "signed in" || kind === "identity" ? "can" : "no";
}

function inAccount(account: string, caller: Caller): Outcome {
  switch (caller.kind) {
    case "signed in":
      return caller.account.kind === "known" && caller.account.id === account ? "yes" : "no";
    case "identity":
      return "maybe";
    case "anonymous":
    case "service":
      return "no";
  }
}

function isPrincipal(named: Extract<Principal, { kind: "principal" }>, caller: Caller): Outcome {
  if (caller.kind === "identity") return "maybe";
  if (caller.kind !== "signed in" || caller.principal === undefined) return "no";
  const { arn, account, role, session } = caller.principal;
  if (arn === named.arn) return "yes";
  // Whoever takes in a role takes in its sessions.
  const sessionOfIt = session && !named.session && role !== undefined && role === named.role;
  return sessionOfIt && account === named.account ? "yes" : "no";
}

function isIdentity(
  { id, what }: Extract<Principal, { kind: "identity" }>,
  caller: Caller,
  except: boolean,
): Outcome {
  if (caller.kind === "identity") return caller.identity.id === id ? "yes" : "no";
  // A canonical id may be that of a named account. Taken in, it is asked as itself; left out, the account may be as well.
  const maybeAccount = except && what === "canonical user" && caller.kind === "signed in";
  return maybeAccount && caller.account.kind === "known" ? "maybe" : "no";
}

/** The furthest an Allow can reach through its named accounts, whoever of them it is that calls. */
export function reachOfNames({ except, names }: Principals, context: BucketContext): Exposure {
  if (except) return "public";
  let reach: Exposure = "private";
  for (const name of names) {
    if (name.kind === "everyone") return "public";
    if (name.kind === "service") continue;
    if (name.kind === "identity") reach = wider(reach, "external");
    else if (name.account === undefined) return "public";
    else reach = wider(reach, reachOfAccount(name.account, context).atMost);
  }
  return reach;
}
