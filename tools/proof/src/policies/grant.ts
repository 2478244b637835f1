import type { AccessRequest } from "@security-auto/iam-evaluator";
import type { AcceptedStatement, PrincipalElement } from "@security-auto/iam-policy";
import type { HeldStatement } from "./held-statement";
import { concerns, decideOnSide } from "./side";

/** The smallest thing a statement gives: one action on one resource to one principal. */
export interface Grant {
  readonly held: HeldStatement;
  readonly action: string;
  /** Absent in a trust policy, where the role itself is meant. */
  readonly resource?: string;
  /** Absent in a role's policy, where the role itself is meant. */
  readonly principal?: PrincipalElement;
}

/** What a statement grants. A Deny grants nothing; what `NotAction` or `NotResource` leave open is named as such. */
export function grantsOf(held: HeldStatement): readonly Grant[] {
  if (held.statement.Effect === "Deny") return [];
  const optional = <T>(values: readonly T[]) => (values.length === 0 ? [undefined] : values);
  const resources = optional(resourcesOf(held.statement));
  const principals = optional(principalsOf(held.statement));
  return actionsOf(held.statement).flatMap((action) =>
    resources.flatMap((resource) =>
      principals.map((principal) => ({
        held,
        action,
        ...(resource !== undefined && { resource }),
        ...(principal !== undefined && { principal }),
      })),
    ),
  );
}

/** The actions a statement is about. */
export function actionsOf({ Action, NotAction }: AcceptedStatement): readonly string[] {
  return Action === undefined ? [`NotAction ${listOf(NotAction).join(" ")}`] : listOf(Action);
}

/** The resources a statement is about; none in a trust policy. */
export function resourcesOf({ Resource, NotResource }: AcceptedStatement): readonly string[] {
  return NotResource === undefined ? listOf(Resource) : [`NotResource ${listOf(NotResource).join(" ")}`];
}

/** The principals a statement names, each alone; none in a role's policy. */
function principalsOf({ Principal }: AcceptedStatement): readonly PrincipalElement[] {
  if (Principal === undefined || Principal === "*") return listOf(Principal);
  return Object.entries(Principal).flatMap(([kind, names]) =>
    listOf(names).map((name) => ({ [kind]: name })),
  );
}

/** More than one action: what of it is used says nothing of the rest. */
export function isWildcard({ action }: Grant): boolean {
  return /[*?]|^NotAction /.test(action);
}

/** Whether this grant, and nothing else that its side has, is enough for the request. */
export function covers({ held, action, resource, principal }: Grant, request: AccessRequest): boolean {
  if (!concerns(held.holder, request) || action.toLowerCase() !== request.action.toLowerCase()) return false;
  const alone: AcceptedStatement = {
    ...held.statement,
    Action: action,
    ...(resource !== undefined && { Resource: resource }),
    ...(principal !== undefined && { Principal: principal }),
  };
  return decideOnSide(held.holder, [alone], request).decision === "allowed";
}

function listOf<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
