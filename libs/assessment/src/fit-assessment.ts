import { shortened } from "@security-auto/text";
import type { Assessment } from "./assessment";
import type { Evidence } from "./parts";

/** How many pieces of evidence each list keeps, and how many characters each reason: the first pair that fits is taken. */
const LEVELS = [
  [100, 2000],
  [20, 1000],
  [5, 500],
  [1, 200],
  [0, 50],
] as const;

const CUT = " [...]";

/**
 * The JSON of an assessment in no more than `bytes`, or the smallest that can be made of it. `described` is left out first; then evidence, the
 * last pieces first, and reasons are shortened; `evidenceOmitted` and `[...]` say so. Verdicts and exposure stay.
 */
export function fitAssessment(assessment: Assessment, bytes: number): string {
  return fitted(assessment, bytes).json;
}

/** The assessment of which {@link fitAssessment} is the JSON. */
export function fittedAssessment(assessment: Assessment, bytes: number): Assessment {
  return fitted(assessment, bytes).fitting;
}

function fitted(assessment: Assessment, bytes: number) {
  let fitting = assessment;
  let json = JSON.stringify(fitting);
  const judged: Assessment = { ...assessment, described: undefined };
  for (const smaller of [
    () => judged,
    ...LEVELS.map(
      ([pieces, characters]) =>
        () =>
          withLess(judged, pieces, characters),
    ),
  ]) {
    if (Buffer.byteLength(json) <= bytes) break;
    fitting = smaller();
    json = JSON.stringify(fitting);
  }
  return { fitting, json };
}

function withLess(assessment: Assessment, pieces: number, characters: number): Assessment {
  let evidenceOmitted = assessment.evidenceOmitted ?? 0;
  const withReason = <Reasoned extends { readonly because: string }>(reasoned: Reasoned): Reasoned => ({
    ...reasoned,
    because: shortened(reasoned.because, characters, CUT),
  });
  const some = (evidence: readonly Evidence[]): readonly Evidence[] => {
    evidenceOmitted += Math.max(0, evidence.length - pieces);
    return evidence.slice(0, pieces).map(withReason);
  };
  const shorter: Assessment = {
    ...assessment,
    evidence: some(assessment.evidence),
    invariants: assessment.invariants.map((invariant) => ({
      ...withReason(invariant),
      evidence: some(invariant.evidence),
      ...(invariant.ifTagged !== undefined && { ifTagged: withReason(invariant.ifTagged) }),
    })),
    findings: assessment.findings.map(withReason),
    ...(assessment.refusals !== undefined && { refusals: assessment.refusals.map(withReason) }),
    ...(assessment.cause === "change" &&
      assessment.exposedAt !== undefined && {
        exposedAt: {
          ...assessment.exposedAt,
          invariants: assessment.exposedAt.invariants.map(withReason),
        },
      }),
  };
  return evidenceOmitted === 0 ? shorter : { ...shorter, evidenceOmitted };
}
