import { actionsOf } from "./grant";
import { type HeldPolicies, type HeldStatement, nameOfHolder, nameOfStatement } from "./held-statement";

/** Services that the local cloud does not have: whether a permission for one of them is used cannot be seen here. */
const NOT_HERE: readonly string[] = ["ec2", "kms"];

/** Sets aside the statements that are only about what cannot be seen here. Another action in such a statement keeps it in. */
export function setAside({ holders, statements }: HeldPolicies): {
  readonly judged: HeldPolicies;
  readonly notJudged: readonly HeldStatement[];
} {
  const notJudged = statements.filter(isNotHere);
  return { judged: { holders, statements: statements.filter((held) => !isNotHere(held)) }, notJudged };
}

function isNotHere(held: HeldStatement): boolean {
  return actionsOf(held.statement).every((action) => NOT_HERE.includes(action.split(":")[0] ?? ""));
}

export function describeNotJudged(held: HeldStatement): string {
  const actions = actionsOf(held.statement).join(", ");
  return `not judged: ${nameOfHolder(held.holder)}, ${nameOfStatement(held)}: ${actions}: the local cloud has no such service`;
}
