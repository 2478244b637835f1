import {
  type InvariantVerdict,
  type RespondingInvariant,
  type Response,
  RESPONSES,
} from "@security-auto/s3-exposure";

/** The invariants that a bucket surely violates. */
export function violatedOf(
  verdicts: readonly InvariantVerdict[],
  invariants: readonly RespondingInvariant[],
): readonly RespondingInvariant[] {
  const names = new Set(verdicts.flatMap(({ name, verdict }) => (verdict === "violates" ? [name] : [])));
  return invariants.filter(({ name }) => names.has(name));
}

/** The invariants that want the most done, for which a plan is made, and what they want. */
export function strongestOf(violated: readonly RespondingInvariant[]): {
  readonly respond: Response;
  readonly invariants: readonly RespondingInvariant[];
} {
  const modeOf = ({ respond }: RespondingInvariant): Response => respond?.mode ?? "observe";
  const respond = RESPONSES.findLast((mode) => violated.some((one) => modeOf(one) === mode)) ?? "observe";
  return { respond, invariants: violated.filter((one) => modeOf(one) === respond) };
}
