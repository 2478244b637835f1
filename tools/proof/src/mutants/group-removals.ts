import type { Stage } from "../branches/branch";
import type { BranchRun } from "../branches/run-branches";
import { covers } from "../policies/grant";
import { isSame } from "../policies/held-statement";
import type { ActionMutant } from "./mutant";

/** An action that is removed, and the branch that has to notice it. */
export interface Removal {
  readonly mutant: ActionMutant;
  readonly run: BranchRun;
}

/** Removals that are tried in one stack. */
export interface RemovalGroup {
  readonly stage: Stage;
  readonly removals: readonly Removal[];
}

/**
 * Puts removals together that do not meet: no branch of a group asks for what another one's mutant lacks, so that each branch goes as
 * it would if its own mutant were the only one. A branch is run for one mutant of its group, and no two of them lack the same
 * action of the same role or resource.
 *
 * @param isNeededToStart - whether the stack would not deploy without it: such a mutant stays alone
 */
export function groupRemovals(
  mutants: readonly ActionMutant[],
  whole: readonly BranchRun[],
  isNeededToStart: (mutant: ActionMutant) => boolean,
): { readonly groups: readonly RemovalGroup[]; readonly unneeded: readonly ActionMutant[] } {
  const needs = needsOf(whole);
  const groups: { stage: Stage; isClosed: boolean; removals: Removal[] }[] = [];
  const unneeded: ActionMutant[] = [];
  for (const mutant of mutants) {
    const [shortest] = whole
      .filter((run) => needs(run, mutant))
      .sort((one, other) => one.decisions - other.decisions);
    if (shortest === undefined) {
      unneeded.push(mutant);
      continue;
    }
    const removal: Removal = { mutant, run: shortest };
    const isClosed = isNeededToStart(mutant);
    const { stage } = shortest.branch;
    const group = isClosed
      ? undefined
      : groups.find(
          (each) =>
            !each.isClosed &&
            each.stage === stage &&
            each.removals.every((other) => !meet(removal, other, needs)),
        );
    if (group === undefined) groups.push({ stage, isClosed, removals: [removal] });
    else group.removals.push(removal);
  }
  return { groups, unneeded };
}

type Needs = (run: BranchRun, mutant: ActionMutant) => boolean;

function meet(one: Removal, other: Removal, needs: Needs): boolean {
  return (
    one.run === other.run ||
    needs(one.run, other.mutant) ||
    needs(other.run, one.mutant) ||
    (one.mutant.action === other.mutant.action && isSame(one.mutant.held.holder, other.mutant.held.holder))
  );
}

/** Whether a branch asked for what a mutant lacks; each answer is worked out once. */
function needsOf(whole: readonly BranchRun[]): Needs {
  const known = new Map<ActionMutant, ReadonlySet<BranchRun>>();
  return (run, mutant) => {
    const runs =
      known.get(mutant) ??
      new Set(whole.filter(({ asked }) => asked.some(({ request }) => isNeeded(mutant, request))));
    known.set(mutant, runs);
    return runs.has(run);
  };
}

/** Whether the grant that a mutant lacks is enough for a request. */
export function isNeeded({ held, action }: ActionMutant, request: Parameters<typeof covers>[1]): boolean {
  const { Resource } = held.statement;
  const resources =
    Resource === undefined ? [undefined] : typeof Resource === "string" ? [Resource] : Resource;
  return resources.some((resource) =>
    covers({ held, action, ...(resource !== undefined && { resource }) }, request),
  );
}
