import type { Condition } from "./condition";
import { isServiceKey } from "./condition-keys";
import type { Principals } from "./principal";

/**
 * Whether a statement is opened to everyone who comes on behalf of some resource. AWS services act for somebody: that is
 * no reach of people. Only here, and not where services as such are let in, does it matter whose resource it is.
 */
export function asksForSource({ except, names }: Principals, conditions: readonly Condition[]): boolean {
  if (!except && !names.some(({ kind }) => kind === "everyone")) return false;
  return (
    conditions.some(({ negated, facts }) => !negated && facts?.tells === "source") &&
    !conditions.some(({ negated, key }) => !negated && isServiceKey(key))
  );
}
