import type { Evidence } from "../evidence";
import { exceeds, type Exposure, type ExposureInterval, narrower, wider } from "../exposure";

export type End = "atLeast" | "atMost";

/** How far one source (a policy, an ACL, a statement of them) opens a bucket. */
export interface Access extends ExposureInterval {
  /** What decided an end. Worded when it is asked for: most statements decide nothing. */
  readonly evidence: (end: End) => readonly Evidence[];
}

/** Both ends for the same reason. */
export function accessBecause(
  { atLeast, atMost }: ExposureInterval,
  ...evidence: readonly Evidence[]
): Access {
  return { atLeast, atMost, evidence: () => evidence };
}

/** All sources together: each end is that of the widest, and so is its evidence. */
export function widestAccess(sources: readonly Access[]): Access {
  let atLeast: Exposure = "private";
  let atMost: Exposure = "private";
  for (const access of sources) {
    atLeast = wider(atLeast, access.atLeast);
    atMost = wider(atMost, access.atMost);
  }
  return {
    atLeast,
    atMost,
    evidence: (end) => {
      const widest = end === "atLeast" ? atLeast : atMost;
      const found: Evidence[] = [];
      for (const access of sources) if (access[end] === widest) found.push(...access.evidence(end));
      return found;
    },
  };
}

/** Access of which something that was not read may leave nothing. */
export function perhapsNothing({ atMost, evidence }: Access, because: Evidence): Access {
  return {
    atLeast: "private",
    atMost,
    evidence: (end) => (end === "atLeast" ? [because] : evidence(end)),
  };
}

/** Access that something else limits. */
export function limitedTo(limit: Exposure, access: Access, because: Evidence): Access {
  if (!exceeds(access.atMost, limit)) return access;
  return {
    atLeast: narrower(access.atLeast, limit),
    atMost: limit,
    evidence: (end) =>
      exceeds(access[end], limit) ? [because, ...access.evidence(end)] : access.evidence(end),
  };
}

/** Access that something else says may be wider. */
export function perhapsUpTo(atMost: Exposure, { atLeast, evidence }: Access, because: Evidence): Access {
  return { atLeast, atMost, evidence: (end) => (end === "atMost" ? [because] : evidence(end)) };
}
