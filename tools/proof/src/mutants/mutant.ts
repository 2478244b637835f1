import { type Grant, grantsOf } from "../policies/grant";
import { type HeldStatement, nameOfHolder, nameOfStatement } from "../policies/held-statement";

/** A stack with one action too few or one too many in one of its statements. */
export interface Mutant {
  readonly kind: "removed" | "added";
  readonly held: HeldStatement;
  readonly action: string;
}

export function nameOfMutant({ kind, held, action }: Mutant): string {
  return `${nameOfHolder(held.holder)}, ${nameOfStatement(held)}: ${action} ${kind}`;
}

/** One mutant for each action of each statement, with that action removed. */
export function removals(statements: readonly HeldStatement[]): readonly Mutant[] {
  const mutants = statements
    .flatMap(grantsOf)
    .map(({ held, action }: Grant): Mutant => ({ kind: "removed", held, action }));
  return [...new Map(mutants.map((mutant) => [nameOfMutant(mutant), mutant])).values()];
}

/**
 * One mutant for each action of each statement, with another real action of the same service added; each with another
 * one, as far as the service has them.
 *
 * @param actionsOf - the names of a service's actions, such as `GetBucketAcl` of `s3`
 */
export async function additions(
  statements: readonly HeldStatement[],
  actionsOf: (service: string) => Promise<readonly string[]>,
): Promise<readonly Mutant[]> {
  const mutants: Mutant[] = [];
  const taken = new Set(statements.flatMap(grantsOf).map(({ held, action }) => keyOf(held, action)));
  for (const { held, action } of removals(statements)) {
    const [service = "", name = ""] = action.split(":");
    const names = await actionsOf(service);
    const at = names.indexOf(name) + 1;
    const next = [...names.slice(at), ...names.slice(0, at)]
      .map((each) => `${service}:${each}`)
      .find((each) => !taken.has(keyOf(held, each)));
    if (next === undefined) continue;
    taken.add(keyOf(held, next));
    mutants.push({ kind: "added", held, action: next });
  }
  return mutants;
}

function keyOf({ holder }: HeldStatement, action: string): string {
  return `${holder.kind} ${holder.arn} ${action}`;
}
