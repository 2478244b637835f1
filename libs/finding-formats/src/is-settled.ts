import { type Finding, WAS_EXPOSED } from "@security-auto/assessment";

/** Whether nothing is left to do about a finding. What was open for a time is closed from the start, and yet somebody has to look into it. */
export const isSettled = ({ transition, kind }: Finding): boolean =>
  transition === "closed" && kind !== WAS_EXPOSED;

/** Whether the rule is kept, also where somebody accepts that it is not; of what was open for a time, whether it was. */
export function complianceOf(finding: Finding): Finding["verdict"] {
  const { kind, verdict, certain, accepted } = finding;
  if (isSettled(finding) && accepted === undefined) return "holds";
  if (kind !== WAS_EXPOSED) return verdict;
  return certain === false ? "unknown" : "violates";
}
