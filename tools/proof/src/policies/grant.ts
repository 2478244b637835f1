import type { AcceptedStatement, AccessRequest } from "@security-auto/policies";
import type { HeldStatement } from "./held-statement";
import { concerns, decideOnSide } from "./side";

/** The smallest thing a statement gives: one action on one resource. */
export interface Grant {
  readonly held: HeldStatement;
  readonly action: string;
  /** Absent in a trust policy, where the role itself is meant. */
  readonly resource?: string;
}

/** What a statement grants. A Deny grants nothing; what `NotAction` or `NotResource` leave open is named as such. */
export function grantsOf(held: HeldStatement): readonly Grant[] {
  if (held.statement.Effect === "Deny") return [];
  const resources = resourcesOf(held.statement);
  return actionsOf(held.statement).flatMap((action) =>
    resources.length === 0 ? [{ held, action }] : resources.map((resource) => ({ held, action, resource })),
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

/** More than one action: what of it is used says nothing of the rest. */
export function isWildcard({ action }: Grant): boolean {
  return /[*?]|^NotAction /.test(action);
}

/** Whether this grant, and nothing else that its side has, is enough for the request. */
export function covers({ held, action, resource }: Grant, request: AccessRequest): boolean {
  if (!concerns(held.holder, request) || action.toLowerCase() !== request.action.toLowerCase()) return false;
  const alone: AcceptedStatement = {
    ...held.statement,
    Action: action,
    ...(resource !== undefined && { Resource: resource }),
  };
  return decideOnSide(held.holder, [alone], request).decision === "allowed";
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
