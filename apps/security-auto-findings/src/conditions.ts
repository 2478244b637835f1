import { CANNOT_READ } from "@security-auto/assessment";
import type { BucketState } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import type { Condition } from "./observed";
import { refusedPermissions } from "./refused-permissions";
import type { Rules } from "./rules";

/** Of a reason, in characters: a finding is kept once more for each transition that is still to be announced. */
export const LONGEST_REASON = 1000;

type Judged = Pick<BucketState, "assessment" | "applied">;

/** What an assessment says of each thing that a finding may be about. A bucket that was deleted has nothing wrong with it. */
export function conditionsOf(
  state: BucketState,
  { cannotReadAfter }: Pick<Rules, "cannotReadAfter">,
): readonly Condition[] {
  if (state.assessment.gone === true) return [];
  const conditions = [...invariantConditions(state), cannotRead(state, cannotReadAfter)];
  return conditions.map((condition) => ({
    ...condition,
    because: shortened(condition.because, LONGEST_REASON),
  }));
}

function invariantConditions({ assessment, applied }: Judged): readonly Condition[] {
  return assessment.invariants.map(({ name, verdict, because, ifTagged }) => {
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
  });
}

function cannotRead(state: BucketState, after: number): Condition {
  const about = { kind: CANNOT_READ, invariant: null } as const;
  if (state.unread === 0)
    return { ...about, verdict: "holds", because: "no verdict depends on a read that failed" };
  const names = unknownInvariants(state).join(", ");
  const because = `${missedReads(state).join("; ")}. The verdict${names === "" ? "" : ` on ${names}`} is unknown until this can be read`;
  return { ...about, verdict: state.unread >= after ? "violates" : "unknown", because };
}

/** The reads that failed, in words; none where no verdict depends on them. */
export function missedReads(judged: Judged): readonly string[] {
  const { verdict, facets, invariants, refusals = [] } = judged.assessment;
  const isUnknown = invariants.length === 0 ? verdict === "unknown" : unknownInvariants(judged).length > 0;
  if (!isUnknown) return [];
  const named = new Set(refusals.flatMap(({ facets: refused }) => refused));
  return [
    ...refusedPermissions(refusals),
    ...Object.entries(facets).flatMap(([facet, state]) => {
      if (state === "denied" && !named.has(facet)) return [`reading the ${facet} was refused`];
      return state === "failed" ? [`reading the ${facet} failed`] : [];
    }),
  ];
}

const unknownInvariants = (judged: Judged): readonly string[] =>
  invariantConditions(judged).flatMap(({ invariant, verdict }) =>
    verdict === "unknown" && invariant !== null ? [invariant] : [],
  );
