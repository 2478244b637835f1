import { type Asked, LocalCloudError } from "@security-auto/local-cloud";
import { type StageRun, runBranches } from "../branches/run-branches";
import { inTurns } from "../in-turns";
import { compare } from "../policies/compare";
import type { Setting } from "../setting";
import { both, type TemplateEdit, UNCHANGED, withoutAction } from "../stack/template-edit";
import { groupRemovals, isNeeded, type Removal, type RemovalGroup } from "./group-removals";
import { isFound } from "./judge-mutant";
import type { ActionMutant, Mutant } from "./mutant";
import type { Trial } from "./trial";

/**
 * Runs the stack without an action, through the shortest branch that needed it, and looks whether the comparison finds it
 * missing. Removals that do not meet share a stack; what is not found there is tried by itself.
 *
 * @param whole - what every branch asked of IAM in the stack as it is
 */
export async function tryRemovals(
  mutants: readonly ActionMutant[],
  setting: Setting,
  { branches, atStart }: StageRun,
  atOnce: number,
): Promise<readonly Trial[]> {
  const isNeededToStart = (mutant: ActionMutant): boolean =>
    atStart.some(({ request }) => isNeeded(mutant, request));
  const { groups, unneeded } = groupRemovals(mutants, branches, isNeededToStart);
  const trials = new Map<Mutant, Trial>(
    unneeded.map((mutant) => [mutant, { mutant, killed: false, because: "no branch needs it" }]),
  );
  for (const trial of (await inTurns(groups, atOnce, (group) => tryGroup(group, setting))).flat())
    trials.set(trial.mutant, trial);
  return mutants.flatMap((mutant) => trials.get(mutant) ?? []);
}

async function tryGroup({ stage, removals }: RemovalGroup, setting: Setting): Promise<readonly Trial[]> {
  const [first, ...others] = removals;
  if (first === undefined) return [];
  if (others.length === 0) return [await tryAlone(first, setting)];
  const trials = await tryTogether({ stage, removals }, setting);
  const alone: Trial[] = [];
  for (const removal of removals) {
    const trial = trials.find(({ mutant, killed }) => killed && mutant === removal.mutant);
    alone.push(trial ?? (await tryAlone(removal, setting)));
  }
  return alone;
}

/** A stack that would not even deploy counts as found. */
async function tryAlone(removal: Removal, setting: Setting): Promise<Trial> {
  const { mutant, run } = removal;
  const { stage } = run.branch;
  try {
    const [trial] = await runWithout({ stage, removals: [removal] }, setting);
    if (trial !== undefined) return trial;
  } catch (error) {
    if (error instanceof LocalCloudError) return { mutant, killed: true, by: "deployment" };
    throw error;
  }
  return { mutant, killed: false, because: "it was not run" };
}

/** None where the stack would not deploy: which of them it cannot do without is seen of each alone. */
async function tryTogether(group: RemovalGroup, setting: Setting): Promise<readonly Trial[]> {
  try {
    return await runWithout(group, setting);
  } catch (error) {
    if (error instanceof LocalCloudError) return [];
    throw error;
  }
}

async function runWithout({ stage, removals }: RemovalGroup, setting: Setting): Promise<readonly Trial[]> {
  const branches = removals.map(({ run }) => run.branch);
  const run = await runBranches(setting, stage, branches, withoutActions(removals));
  const askedBy = new Map(run.branches.map(({ branch, asked }) => [branch, asked]));
  return removals.map(({ mutant, run: { branch } }): Trial => {
    const asked: readonly Asked[] = askedBy.get(branch) ?? [];
    return isFound(mutant, compare(asked, run.policies))
      ? { mutant, killed: true, by: branch.name }
      : { mutant, killed: false, because: `"${branch.name}" ran without it` };
  });
}

/** From the last statement of a policy to its first: one that goes with its only action moves those after it. */
function withoutActions(removals: readonly Removal[]): TemplateEdit {
  return removals
    .map(({ mutant }) => mutant)
    .sort((one, other) => other.held.index - one.held.index)
    .reduce<TemplateEdit>(
      (edits, { held, action }) => both(edits, withoutAction(held.place, action)),
      UNCHANGED,
    );
}
