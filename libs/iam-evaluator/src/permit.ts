import { nameOf, type StatementRef } from "./decision";
import type { Gathered } from "./gather";
import { nearest } from "./nearest";
import { type AccessRequest, isFederatedUser, type Policies, type RequestPrincipal } from "./request";
import type { Side } from "./statement";
import type { Via } from "./match-principal";
import type { Answer } from "./answer";
import { needsResourcePolicy } from "./needs-resource-policy";

/** `surely` counts what certainly applies, `possibly` also what may. */
export type Certainty = "surely" | "possibly";

/** What takes permissions away from a caller and gives it none. */
type Limit = "boundary" | "session";

/** Whether principal and resource belong to the same account. */
export type Relation = "same" | "cross";

export type Permit =
  | { readonly allowed: true; readonly statement?: StatementRef; readonly because: string }
  | { readonly allowed: false; readonly because: string };

/** Whether the Allow statements together let the request through, denies aside. */
export interface Case {
  readonly request: AccessRequest;
  readonly policies: Policies;
  readonly statements: readonly Gathered[];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function permit(of: Case, relation: Relation, certainty: Certainty): Permit {
  const { principal } = of.request;
  if (principal.kind !== "aws") return byResource(of, certainty);
  if (isRoot(principal) && /^sts:assumerole$/i.test(of.request.action)) {
    return { allowed: false, because: "the root user of an account may not assume a role" };
  }
  if (relation === "cross") return byBoth(of, certainty);
  return needsResourcePolicy(of.request) ? byResourceFirst(of, certainty) : byEither(of, certainty);
}

/** Services, federated identities and anonymous callers have no policies of their own. */
function byResource(of: Case, certainty: Certainty): Permit {
  const grant = grantVia(of, certainty, ["itself", "everyone", "account", "role"]);
  return grant === undefined ? { allowed: false, because: refusal(of, "resource") } : allowedBy(grant);
}

/** Across accounts both sides have to agree. */
function byBoth(of: Case, certainty: Certainty): Permit {
  const grant = grantVia(of, certainty, ["itself", "role", "everyone", "account"]);
  const own = byIdentity(of, certainty);
  if (grant === undefined) {
    const half = own.allowed ? `${own.because}, but across accounts the resource must agree, and ` : "";
    return { allowed: false, because: `${half}${refusal(of, "resource")}` };
  }
  if (!own.allowed) {
    return {
      allowed: false,
      because: `${nameOf(grant)} allows it, but across accounts the caller's account must agree, and ${own.because}`,
    };
  }
  return { allowed: true, statement: grant, because: `${nameOf(grant)} allows it, and ${own.because}` };
}

/** Within an account one side is enough. */
function byEither(of: Case, certainty: Certainty): Permit {
  const own = byIdentity(of, certainty);
  if (own.allowed) return own;
  const grant = ownGrant(of, certainty);
  if (grant !== undefined) return allowedBy(grant);
  const other = of.policies.resource === undefined ? "" : `, and ${refusal(of, "resource")}`;
  return { allowed: false, because: `${own.because}${other}` };
}

/** Roles and keys: nobody has access without the policy of the resource, which may leave it to identities. */
function byResourceFirst(of: Case, certainty: Certainty): Permit {
  const grant = ownGrant(of, certainty);
  if (grant !== undefined) return allowedBy(grant);
  const delegated = grantVia(of, certainty, ["account"]);
  if (delegated === undefined) return { allowed: false, because: refusal(of, "resource") };
  const own = byIdentity(of, certainty);
  return own.allowed
    ? { ...own, because: `${nameOf(delegated)} leaves it to the account, and ${own.because}` }
    : {
        allowed: false,
        because: `${nameOf(delegated)} leaves it to the account's own policies, and ${own.because}`,
      };
}

/** The caller's side: its policies, within its permissions boundary and session policies. */
function byIdentity(of: Case, certainty: Certainty): Permit {
  const { principal } = of.request;
  if (principal.kind === "aws" && isRoot(principal)) {
    return { allowed: true, because: `the root user of account ${principal.accountId} needs no statement` };
  }
  const statement = allowIn(of, "identity", certainty);
  if (statement === undefined) return { allowed: false, because: refusal(of, "identity") };
  const limit = refusingLimit(of, certainty);
  return limit === undefined
    ? allowedBy(statement)
    : { allowed: false, because: `${nameOf(statement)} allows it, but ${refusal(of, limit)}` };
}

/**
 * A grant that needs no consent of the identity's policies. One to the role is limited by a boundary
 * and by session policies; one to the user or session itself by neither.
 */
function ownGrant(of: Case, certainty: Certainty): StatementRef | undefined {
  const unlimited = grantVia(of, certainty, ["itself"]);
  if (unlimited !== undefined) return unlimited;
  if (refusingLimit(of, certainty) === undefined) return grantVia(of, certainty, ["role", "everyone"]);
  // Whether they limit a grant to everyone is nowhere documented.
  return certainty === "possibly" ? grantVia(of, certainty, ["everyone"]) : undefined;
}

/**
 * What limits the caller and does not allow the request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function refusingLimit(of: Case, certainty: Certainty): Limit | undefined {
  return limitsOf(of).find((side) => allowIn(of, side, certainty) === undefined);
}

function limitsOf({ policies, request }: Case): readonly Limit[] {
  return [
    ...(policies.boundary === undefined ? [] : ["boundary" as const]),
    ...(given(policies, "session") || isFederatedUser(request.principal) ? ["session" as const] : []),
  ];
}

function allowIn({ statements }: Case, side: Side, certainty: Certainty): StatementRef | undefined {
  return statements.find(
    (each) => each.side === side && each.effect === "Allow" && counts(each.answer, certainty),
  )?.ref;
}

function grantVia(
  { statements }: Case,
  certainty: Certainty,
  vias: readonly Via[],
): StatementRef | undefined {
  return statements.find(
    (each) =>
      each.side === "resource" &&
      each.effect === "Allow" &&
      each.grants.some(({ via, answer }) => vias.includes(via) && counts(answer, certainty)),
  )?.ref;
}

function counts({ is }: Answer, certainty: Certainty): boolean {
  return is === "yes" || (certainty === "possibly" && is === "unknown");
}

function allowedBy(statement: StatementRef): Permit {
  return { allowed: true, statement, because: `${nameOf(statement)} allows it` };
}

function isRoot(principal: RequestPrincipal): boolean {
  return principal.kind === "aws" && principal.arn.endsWith(":root");
}

const POLICIES_OF = {
  identity: "the caller's policies",
  resource: "the resource's policy",
  boundary: "the permissions boundary",
  session: "the session policies",
} as const satisfies Record<Side, string>;

function refusal({ policies, statements }: Case, side: Side): string {
  const several = side === "identity" || side === "session";
  if (!given(policies, side)) return `${POLICIES_OF[side]} ${several ? "are" : "is"} not there to allow it`;
  return `${POLICIES_OF[side]} ${several ? "do" : "does"} not allow it${nearest(statements, side)}`;
}

function given(policies: Policies, side: Side): boolean {
  const found = policies[side];
  return found !== undefined && (!("length" in found) || found.length > 0);
}
