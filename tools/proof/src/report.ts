import { type Mutant, nameOfMutant } from "./mutants/mutant";
import type { Trial } from "./mutants/trial";
import { describeFinding } from "./policies/finding";
import { describeNotJudged } from "./policies/not-judged";
import { type HolderKind, nameOfHolder } from "./policies/held-statement";
import type { Proof } from "./prove";

/** Whether nothing is left to say against the stack or against the proof itself. */
export function holds(proof: Proof): boolean {
  const { branches, findings, unmet, trials, notAllowed, notAsAsked, weakenings } = proof;
  return (
    notAllowed.length === 0 &&
    notAsAsked.length === 0 &&
    weakenings.every(({ found }) => found !== undefined) &&
    findings.length === 0 &&
    unmet.length === 0 &&
    branches.every(({ missed }) => missed === undefined) &&
    trials.length > 0 &&
    trials.every(({ killed }) => killed)
  );
}

/** The proof in lines for a person: counts, then every finding, branch that was not taken and surviving mutant. */
export function report(proof: Proof): readonly string[] {
  if (proof.notAllowed.length > 0) return [TITLE, "", ...proof.notAllowed, NOT_RUN, "", "not proven"];
  const { branches, findings, negativeTests, unmet, trials, policies, notJudged, weakenings } = proof;
  const decisions = branches.reduce((sum, branch) => sum + branch.decisions, 0);
  const kinds = (kind: HolderKind) =>
    new Set(
      policies.statements
        .filter(({ holder }) => holder.kind === kind)
        .map(({ holder }) => nameOfHolder(holder)),
    ).size;
  const missed = branches.filter((run) => run.missed !== undefined);
  const survivors = trials.flatMap((trial) =>
    trial.killed ? [] : [`survived: ${nameOfMutant(trial.mutant)}: ${trial.because}`],
  );
  const count = (kind: (typeof findings)[number]["kind"]) =>
    findings.filter((finding) => finding.kind === kind).length;
  return [
    TITLE,
    "",
    `branches               ${branches.length} run, ${missed.length === 0 ? "all of them taken" : `${missed.length} not taken`}`,
    `decisions of IAM       ${decisions}`,
    `policies               of ${kinds("role")} roles, ${kinds("trust")} trust policies, ${kinds("resource")} queues, topics and buses`,
    `used but not granted   ${count("used but not granted") || "nothing"}`,
    `granted but never used ${count("granted but never used") || "nothing"}`,
    `resources              ${proof.acceptedBroad} grants have a wildcard for a listed reason`,
    `negative access tests  ${negativeTests.made}, ${negativeTests.refused} denied, ${negativeTests.accepted} allowed for a listed reason`,
    ...MUTANTS.map(([kind, what], index) => {
      const label = index === 0 ? "mutants" : "";
      return `${label.padEnd(22)} ${what}: ${tally(trials.filter(({ mutant }) => mutant.kind === kind))}`;
    }),
    `weakenings             ${weakenings.length} made, ${weakenings.filter(({ found }) => found !== undefined).length} found`,
    ...notJudged.map(describeNotJudged),
    ...proof.notAsAsked,
    ...missed.map(({ branch, missed: why = "" }) => `not taken: ${branch.name}: ${why}`),
    ...findings.map(describeFinding),
    ...unmet,
    ...survivors,
    ...weakenings.flatMap(({ name, found }) => (found === undefined ? [`not found: ${name}`] : [])),
    "",
    holds(proof) ? "proven" : "not proven",
  ];
}

const TITLE = "Least privilege, both ways: what the synthesized stack used against what it is granted";
const NOT_RUN = "nothing was run: the stack is, once its templates hold nothing that is not listed";

const MUTANTS = [
  ["removed", "an action removed"],
  ["added", "an action added"],
  ["any resource", "a resource widened"],
  ["any principal", "a principal widened"],
  ["unconditional", "a condition dropped"],
  ["loosened", "a condition loosened"],
  ["undenied", "a Deny removed"],
] as const satisfies readonly (readonly [Mutant["kind"], string])[];

/** E.g. `22, 22 killed (19 by a negative access test, 3 by a use that is refused)`. */
function tally(trials: readonly Trial[]): string {
  const killed = trials.filter((trial) => trial.killed);
  const checks = new Map<string, number>();
  for (const { by, mutant } of killed)
    if (mutant.kind !== "removed" && mutant.kind !== "added") checks.set(by, (checks.get(by) ?? 0) + 1);
  const by = [...checks].map(([check, count]) => `${count} by ${check}`).join(", ");
  return `${trials.length}, ${killed.length} killed${by === "" ? "" : ` (${by})`}`;
}

/** All of it as data: what each branch asked of IAM, each question once, and what became of the mutants. */
export function reportAsJson(proof: Proof): string {
  const { branches, findings, negativeTests, unmet, trials, notAllowed, notJudged, notAsAsked, weakenings } =
    proof;
  return JSON.stringify({
    proven: holds(proof),
    branches: branches.map(({ branch, missed, asked }) => ({
      name: branch.name,
      missed: missed ?? null,
      asked: asked.map(({ request: { principal, action, resource }, decision: { decision, because } }) => ({
        principal,
        action,
        resource,
        decision,
        because,
      })),
    })),
    findings: findings.map(describeFinding),
    negativeTests,
    unmet,
    notAllowed,
    notJudged: notJudged.map(describeNotJudged),
    notAsAsked,
    weakenings: weakenings.map(({ name, found }) => ({ name, found: found ?? null })),
    mutants: trials.map((trial) => ({
      mutant: nameOfMutant(trial.mutant),
      killed: trial.killed,
      because: trial.killed ? trial.by : trial.because,
    })),
  });
}
