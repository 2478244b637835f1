import type { Evidence } from "../evidence";
import { exceeds, type Exposure, type ExposureInterval, narrower, wider } from "../exposure";

export type End = "atLeast" | "atMost";

/** How far one source (a policy, an ACL, a statement of them) opens a bucket. */
export interface Reach extends ExposureInterval {
  /** What decided an end. Worded when it is asked for: most statements decide nothing. */
  readonly evidence: (end: End) => readonly Evidence[];
}

/** Both ends for the same reason. */
export function reachBecause({ atLeast, atMost }: ExposureInterval, ...evidence: readonly Evidence[]): Reach {
  return { atLeast, atMost, evidence: () => evidence };
}

/** All sources together: each end is that of the widest, and so is its evidence. */
export function widestReach(reaches: readonly Reach[]): Reach {
  let atLeast: Exposure = "private";
  let atMost: Exposure = "private";
  for (const reach of reaches) {
    atLeast = wider(atLeast, reach.atLeast);
    atMost = wider(atMost, reach.atMost);
  }
  return {
    atLeast,
    atMost,
    evidence: (end) => {
      const widest = end === "atLeast" ? atLeast : atMost;
      const found: Evidence[] = [];
      for (const reach of reaches) if (reach[end] === widest) found.push(...reach.evidence(end));
      return found;
    },
  };
}

/** Access of which something that was not read may leave nothing. */
export function perhapsNothing({ atMost, evidence }: Reach, because: Evidence): Reach {
  return {
    atLeast: "private",
    atMost,
    evidence: (end) => (end === "atLeast" ? [because] : evidence(end)),
  };
}

/** Access that something else limits. */
export function limitedTo(limit: Exposure, reach: Reach, because: Evidence): Reach {
  if (!exceeds(reach.atMost, limit)) return reach;
  return {
    atLeast: narrower(reach.atLeast, limit),
    atMost: limit,
    evidence: (end) => (exceeds(reach[end], limit) ? [because, ...reach.evidence(end)] : reach.evidence(end)),
  };
}

/** Access that something else says may be wider. */
export function perhapsUpTo(atMost: Exposure, { atLeast, evidence }: Reach, because: Evidence): Reach {
  return { atLeast, atMost, evidence: (end) => (end === "atMost" ? [because] : evidence(end)) };
}
