import {
  hasVariable,
  hasWildcard,
  listOf,
  type PrincipalElement,
  readPrincipal,
} from "@security-auto/iam-policy";

import { type Answer, unknown, YES } from "./answer";
import type { RequestPrincipal } from "./request";

/**
 * How a statement names the caller. It matters in the account that owns the resource: only `account` leaves
 * the decision to the identity's policies, and a permissions boundary limits `role` but not
 * `itself`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export type Via = "itself" | "role" | "everyone" | "account";

export interface PrincipalMatch {
  readonly via: Via;
  readonly answer: Answer;
}

/** Every way in which the element names the principal, or may name it; empty when it does not. */
export function matchPrincipal(
  element: PrincipalElement,
  principal: RequestPrincipal,
): readonly PrincipalMatch[] {
  if (element === "*") return [{ via: "everyone", answer: YES }];
  return Object.entries(element).flatMap(([kind, names]) =>
    listOf(names).flatMap((name) => {
      const match = matchName(kind, name, principal);
      return match === undefined ? [] : [match];
    }),
  );
}

function matchName(kind: string, name: string, principal: RequestPrincipal): PrincipalMatch | undefined {
  switch (kind) {
    case "AWS":
      return matchAws(name, principal);
    case "Service":
      return principal.kind === "service" ? matchExact(name, principal.service) : undefined;
    case "Federated":
      return matchFederated(name, principal);
    case "CanonicalUser":
      return matchCanonical(name, principal);
    default:
      return { via: "itself", answer: unknown("kind of principal", kind) };
  }
}

function matchAws(text: string, principal: RequestPrincipal): PrincipalMatch | undefined {
  const named = readPrincipal("AWS", text);
  if (named.kind === "everyone") return { via: "everyone", answer: YES };
  if (principal.kind !== "aws") return undefined;
  switch (named.kind) {
    case "account":
      return named.account === principal.accountId ? { via: "account", answer: YES } : undefined;
    case "principal":
      if (named.arn === principal.roleArn) return { via: "role", answer: YES };
      return named.arn === principal.arn ? { via: "itself", answer: YES } : undefined;
    case "pattern":
      return { via: "itself", answer: unknown("wildcard in a principal", text) };
    default:
      return undefined;
  }
}

function matchFederated(name: string, principal: RequestPrincipal): PrincipalMatch | undefined {
  if (principal.kind === "federated") return matchExact(name, principal.provider);
  // A role session may have come from an identity provider; the request does not say.
  return principal.kind === "aws" && principal.roleArn !== undefined
    ? { via: "itself", answer: unknown("identity provider of a role session", name) }
    : undefined;
}

function matchCanonical(name: string, principal: RequestPrincipal): PrincipalMatch | undefined {
  if (principal.kind !== "aws") return undefined;
  if (principal.canonicalId === undefined) {
    return { via: "account", answer: unknown("canonical user id of the principal", name) };
  }
  return name === principal.canonicalId ? { via: "account", answer: YES } : undefined;
}

function matchExact(name: string, asked: string): PrincipalMatch | undefined {
  if (name === asked) return { via: "itself", answer: YES };
  // AWS accepts no such name, so what it would mean is not known.
  return hasWildcard(name) || hasVariable(name)
    ? { via: "itself", answer: unknown("wildcard in a principal", name) }
    : undefined;
}
