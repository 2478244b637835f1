import {
  type AcceptedStatement,
  type AccessRequest,
  evaluate,
  type NamedPolicy,
  parseArn,
  policyDocument,
} from "@security-auto/policies";
import type { HeldStatement, Holder } from "./held-statement";

/** The smallest thing a statement gives: one action on one resource. */
export interface Grant {
  readonly held: HeldStatement;
  readonly action: string;
  /** Absent in a trust policy, where the role itself is meant. */
  readonly resource?: string;
}

/** What a statement grants. A Deny grants nothing; what `NotAction` or `NotResource` leave open is named as such. */
export function grantsOf(held: HeldStatement): readonly Grant[] {
  const { Effect, Action, NotAction, Resource, NotResource } = held.statement;
  if (Effect === "Deny") return [];
  const actions = Action === undefined ? [`NotAction ${listOf(NotAction).join(" ")}`] : listOf(Action);
  const resources =
    NotResource === undefined ? listOf(Resource) : [`NotResource ${listOf(NotResource).join(" ")}`];
  return actions.flatMap((action) =>
    resources.length === 0 ? [{ held, action }] : resources.map((resource) => ({ held, action, resource })),
  );
}

/** More than one action: what of it is used says nothing of the rest. */
export function isWildcard({ action }: Grant): boolean {
  return /[*?]|^NotAction /.test(action);
}

/**
 * Whether a holder's policies have to agree to a request: a role's to all that is done in the role, a resource's to
 * what comes from a service or from another account.
 */
export function concerns({ kind, arn }: Holder, request: AccessRequest): boolean {
  const { principal, resource } = request;
  return kind === "role"
    ? principal.kind === "aws" && principal.roleArn === arn
    : resource === arn && (principal.kind !== "aws" || crossesAccounts(request));
}

/** Whether this grant, and nothing else that its side has, is enough for the request. */
export function covers({ held, action, resource }: Grant, request: AccessRequest): boolean {
  if (!concerns(held.holder, request) || action.toLowerCase() !== request.action.toLowerCase()) return false;
  const alone: AcceptedStatement = {
    ...held.statement,
    Action: action,
    ...(resource !== undefined && { Resource: resource }),
  };
  const policy: NamedPolicy = { name: held.policy, document: { Version: "2012-10-17", Statement: [alone] } };
  const policies =
    held.holder.kind === "role"
      ? { identity: [policy], resource: leftToAccountOf(request) }
      : { identity: crossesAccounts(request) ? [ANYTHING] : [], resource: policy };
  return evaluate(request, policies).decision === "allowed";
}

function crossesAccounts({ principal, resource, resourceAccount }: AccessRequest): boolean {
  const owner = resourceAccount ?? parseArn(resource)?.accountId ?? "";
  return principal.kind === "aws" && owner !== "" && owner !== principal.accountId;
}

const ANYTHING: NamedPolicy = {
  name: "anything",
  document: policyDocument({ Effect: "Allow", Action: "*", Resource: "*" }),
};

/** A resource that leaves it to the caller's account whom it lets in: then the caller's own policies decide alone. */
function leftToAccountOf({ principal }: AccessRequest): NamedPolicy {
  const accountId = principal.kind === "aws" ? principal.accountId : "";
  const [, partition = "aws"] = principal.kind === "aws" ? principal.arn.split(":") : [];
  return {
    name: "left to the account",
    document: policyDocument({
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "*",
      Resource: "*",
    }),
  };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
