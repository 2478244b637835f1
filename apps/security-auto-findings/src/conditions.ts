import type { Assessment, Finding } from "@security-auto/assessment";
import type { BucketState } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { refusedPermissions } from "./refused-permissions";
import type { Rules } from "./rules";

/** One thing that is wrong with a bucket, is not, or cannot be determined. */
export type Condition = Pick<Finding, "kind" | "invariant" | "verdict" | "because">;

/** Of a reason, in characters: a finding is kept once more for each transition that is still to be announced. */
export const LONGEST_REASON = 1000;

/** What an assessment says of each thing that a finding may be about. A bucket that was deleted has nothing wrong with it. */
export function conditionsOf(
  { assessment, applied, unread }: BucketState,
  { cannotReadAfter }: Pick<Rules, "cannotReadAfter">,
): readonly Condition[] {
  if (assessment.gone === true) return [];
  const conditions = [
    ...assessment.invariants.map((invariant): Condition => {
      const { name, verdict, because, ifTagged } = invariant;
      const lost = ifTagged !== undefined && applied.includes(name) && ifTagged.verdict !== "holds";
      return {
        kind: "invariant",
        invariant: name,
        ...(lost
          ? {
              verdict: ifTagged.verdict,
              because: `the tag ${ifTagged.tag}, by which the invariant applied, was removed, and ${ifTagged.because}`,
            }
          : { verdict, because }),
      };
    }),
    cannotRead(assessment, unread, cannotReadAfter),
  ];
  return conditions.map((condition) => ({
    ...condition,
    because: shortened(condition.because, LONGEST_REASON),
  }));
}

function cannotRead(assessment: Assessment, unread: number, after: number): Condition {
  const about = { kind: "cannot-read", invariant: null } as const;
  const missed = missedReads(assessment);
  if (unread === 0) return { ...about, verdict: "holds", because: "the verdict is known" };
  const because = `${missed.join("; ")}. The verdict is unknown until this can be read`;
  return { ...about, verdict: unread >= after ? "violates" : "unknown", because };
}

/** The reads that failed, in words; none where the verdict does not depend on them. */
export function missedReads({ verdict, facets, refusals = [] }: Assessment): readonly string[] {
  if (verdict !== "unknown") return [];
  const named = new Set(refusals.flatMap(({ facets: refused }) => refused));
  return [
    ...refusedPermissions(refusals),
    ...Object.entries(facets).flatMap(([facet, state]) => {
      if (state === "denied" && !named.has(facet)) return [`reading the ${facet} was refused`];
      return state === "failed" ? [`reading the ${facet} failed`] : [];
    }),
  ];
}
