import type { Principal, Principals } from "../policy/principal";
import type { Guise } from "./caller";
import { either, not, type Outcome } from "./outcome";

/** Whether a statement's principals take in a caller. */
export function principalsMatch({ except, names }: Principals, caller: Guise): Outcome {
  let outcome: Outcome = "no";
  for (const name of names) outcome = either(outcome, principalMatches(name, caller));
  return except ? not(outcome) : outcome;
}

function principalMatches(principal: Principal, caller: Guise): Outcome {
  switch (principal.kind) {
    case "everyone":
      return "yes";
    case "account":
      return inAccount(principal.account, caller);
    case "principal":
      return isPrincipal(principal, caller);
    case "identity":
      return isIdentity(principal, caller);
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

function signedIn({ kind }: Guise): Outcome {
  return kind === "signed in" ? "can" : "no";
}

function inAccount(account: string, caller: Guise): Outcome {
  if (caller.kind !== "signed in") return "no";
  return caller.account.kind === "known" && caller.account.id === account ? "yes" : "no";
}

function isPrincipal(named: Extract<Principal, { kind: "principal" }>, caller: Guise): Outcome {
  if (caller.kind !== "signed in" || caller.principal === undefined) return "no";
  const { arn, account, role, session } = caller.principal;
  if (arn === named.arn) return "yes";
  // Whoever takes in a role takes in its sessions.
  const sessionOfIt = session && !named.session && role !== undefined && role === named.role;
  return sessionOfIt && account === named.account ? "yes" : "no";
}

// A canonical id may be that of a named account: among the callers there is one with this id in each account.
function isIdentity({ id }: Extract<Principal, { kind: "identity" }>, caller: Guise): Outcome {
  return caller.kind === "signed in" && caller.identity?.id === id ? "yes" : "no";
}
