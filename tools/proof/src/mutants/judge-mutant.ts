import type { Asked } from "@security-auto/local-cloud";
import { compare } from "../policies/compare";
import type { Finding } from "../policies/finding";
import { type HeldPolicies, type HeldStatement, isSame } from "../policies/held-statement";
import type { ActionMutant } from "./mutant";

/** Whether one of the findings is about what the mutant changed: its holder and its action, the right way round. */
export function isFound(mutant: ActionMutant, findings: readonly Finding[]): boolean {
  const kind = mutant.kind === "removed" ? "used but not granted" : "granted but never used";
  return findings.some(
    (finding) =>
      finding.kind === kind && finding.action === mutant.action && isSame(finding.holder, mutant.held.holder),
  );
}

/** Whether the comparison finds an action that was added to a statement, in what was seen of the stack without it. */
export function findsAddition(
  mutant: ActionMutant,
  asked: readonly Asked[],
  { holders, statements }: HeldPolicies,
): boolean {
  const { holder } = mutant.held;
  // What the others grant has no say in it.
  const own = statements.filter((held) => isSame(held.holder, holder));
  const changed = own.map((held) => (held === mutant.held ? withAction(held, mutant.action) : held));
  return isFound(
    mutant,
    compare(asked, { holders: holders.filter((each) => isSame(each, holder)), statements: changed }),
  );
}

function withAction(held: HeldStatement, action: string): HeldStatement {
  const { Action = [] } = held.statement;
  const actions = typeof Action === "string" ? [Action] : Action;
  return { ...held, statement: { ...held.statement, Action: [...actions, action] } };
}
