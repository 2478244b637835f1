import { LocalCloudError } from "@security-auto/local-cloud";
import { type BranchRun, runBranches } from "../branches/run-branches";
import { compare } from "../policies/compare";
import { covers } from "../policies/grant";
import type { Setting } from "../setting";
import { withoutAction } from "../stack/template-edit";
import { isFound } from "./judge-mutant";
import type { ActionMutant } from "./mutant";
import type { Trial } from "./trial";

/**
 * Runs the stack without one action, through the shortest branch that needed it, and looks whether the comparison finds
 * it missing. A stack that would not even deploy counts as found.
 *
 * @param whole - what every branch asked of IAM in the stack as it is
 */
export async function tryRemoval(
  mutant: ActionMutant,
  setting: Setting,
  whole: readonly BranchRun[],
): Promise<Trial> {
  const [needed] = whole
    .filter(({ asked }) => asked.some(({ request }) => isNeeded(mutant, request)))
    .sort((one, other) => one.decisions - other.decisions);
  if (needed === undefined) return { mutant, killed: false, because: "no branch needs it" };
  const { branch } = needed;
  try {
    const { place } = mutant.held;
    const run = await runBranches(setting, branch.stage, [branch], withoutAction(place, mutant.action));
    const findings = compare(
      run.branches.flatMap(({ asked }) => asked),
      run.policies,
    );
    return isFound(mutant, findings)
      ? { mutant, killed: true, by: branch.name }
      : { mutant, killed: false, because: `"${branch.name}" ran without it` };
  } catch (error) {
    if (error instanceof LocalCloudError) return { mutant, killed: true, by: "deployment" };
    throw error;
  }
}

function isNeeded({ held, action }: ActionMutant, request: Parameters<typeof covers>[1]): boolean {
  const { Resource } = held.statement;
  const resources =
    Resource === undefined ? [undefined] : typeof Resource === "string" ? [Resource] : Resource;
  return resources.some((resource) =>
    covers({ held, action, ...(resource !== undefined && { resource }) }, request),
  );
}
