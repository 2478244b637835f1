import { type Finding, WAS_EXPOSED } from "./finding";

/**
 * How far a remediation is. `waiting`: for approval, for its time, or for good, where it is only observed. `under way`: it is planned, and
 * is made at once.
 */
export type RemediationStage = "waiting" | "under way" | "applied" | "failed" | "undone" | "refused";

type Standing = Pick<Finding, "kind" | "transition" | "accepted" | "observedAt" | "remediation">;

/** How far the remediation of a finding is; `undefined` where there is none, or it has nothing to do with how the finding stands. */
export function remediationStage(finding: Standing): RemediationStage | undefined {
  const { remediation, kind, transition, accepted } = finding;
  if (remediation === undefined || kind === WAS_EXPOSED || accepted !== undefined) return undefined;
  const stage = remediation.status === "planned" ? plannedStage(finding) : remediation.status;
  return transition !== "closed" || MAY_HAVE_CLOSED.has(stage) ? stage : undefined;
}

const MAY_HAVE_CLOSED: ReadonlySet<RemediationStage> = new Set(["under way", "applied", "failed"]);

function plannedStage({ remediation, observedAt }: Standing): "waiting" | "under way" {
  const isDue = (remediation?.notBefore ?? "") <= observedAt;
  return remediation?.respond === "enforce" && isDue ? "under way" : "waiting";
}
