import {
  type RespondingInvariant,
  type InvariantVerdict,
  type Response,
  RESPONSES,
} from "@security-auto/s3-exposure";

/** The violated invariants that a plan is for: those whose response is the strongest among them. */
export function violatedOf(
  verdicts: readonly InvariantVerdict[],
  invariants: readonly RespondingInvariant[],
): { readonly respond: Response; readonly violated: readonly RespondingInvariant[] } {
  const names = new Set(verdicts.flatMap(({ name, verdict }) => (verdict === "violates" ? [name] : [])));
  const all = invariants.filter(({ name }) => names.has(name));
  const modeOf = ({ respond }: RespondingInvariant): Response => respond?.mode ?? "observe";
  const respond = RESPONSES.findLast((mode) => all.some((one) => modeOf(one) === mode)) ?? "observe";
  return { respond, violated: all.filter((one) => modeOf(one) === respond) };
}
