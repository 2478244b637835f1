import { nameOfMutant } from "./mutants/mutant";
import type { Trial } from "./mutants/try-removal";
import { describeFinding } from "./policies/compare";
import { describeNotJudged } from "./policies/not-judged";
import { type HolderKind, nameOfHolder } from "./policies/held-statement";
import type { Proof } from "./prove";

/** Whether nothing is left to say against the stack or against the proof itself. */
export function holds({ branches, findings, trials }: Proof): boolean {
  return (
    findings.length === 0 &&
    branches.every(({ missed }) => missed === undefined) &&
    trials.length > 0 &&
    trials.every(({ killed }) => killed)
  );
}

/** The proof in lines for a person: counts, then every finding, branch that was not taken and surviving mutant. */
export function report(proof: Proof): readonly string[] {
  const { branches, findings, trials, policies, notJudged } = proof;
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
  const found = (kind: (typeof findings)[number]["kind"]) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count === 0 ? "nothing" : String(count);
  };
  return [
    "Least privilege, both ways: what the synthesized stack used against what it is granted",
    "",
    `branches               ${branches.length} run, ${missed.length === 0 ? "all of them taken" : `${missed.length} not taken`}`,
    `decisions of IAM       ${decisions}`,
    `policies               of ${kinds("role")} roles, ${kinds("trust")} trust policies, ${kinds("resource")} queues, topics and buses`,
    `used but not granted   ${found("used but not granted")}`,
    `granted but never used ${found("granted but never used")}`,
    `mutants                ${tally(trials, "removed")}; ${tally(trials, "added")}`,
    ...notJudged.map(describeNotJudged),
    ...missed.map(({ branch, missed: why = "" }) => `not taken: ${branch.name}: ${why}`),
    ...findings.map(describeFinding),
    ...survivors,
    "",
    holds(proof) ? "proven" : "not proven",
  ];
}

function tally(trials: readonly Trial[], kind: "removed" | "added"): string {
  const of = trials.filter(({ mutant }) => mutant.kind === kind);
  return `${of.length} with an action ${kind}, ${of.filter(({ killed }) => killed).length} killed`;
}

/** All of it as data: what each branch asked of IAM, each question once, and what became of the mutants. */
export function reportAsJson(proof: Proof): string {
  const { branches, findings, trials, notJudged } = proof;
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
    notJudged: notJudged.map(describeNotJudged),
    mutants: trials.map((trial) => ({
      mutant: nameOfMutant(trial.mutant),
      killed: trial.killed,
      because: trial.killed ? trial.by : trial.because,
    })),
  });
}
