import type { Evidence } from "../evidence";
import { type Exposure, type ExposureInterval, exactly, wider } from "../exposure";

/** How far one source (a policy, an ACL) opens a bucket, with the evidence for each end. */
export interface Reach extends ExposureInterval {
  readonly evidence: { readonly atLeast: readonly Evidence[]; readonly atMost: readonly Evidence[] };
}

/** Both ends for the same reason. */
export function reachBecause(interval: ExposureInterval, ...evidence: readonly Evidence[]): Reach {
  return { ...interval, evidence: { atLeast: evidence, atMost: evidence } };
}

/** All sources together: each end is that of the widest, and so is its evidence. */
export function widestReach(reaches: readonly Reach[]): Reach {
  const end = (of: "atLeast" | "atMost"): Exposure =>
    reaches.reduce<Exposure>((widest, reach) => wider(widest, reach[of]), exactly("private")[of]);
  const deciding = (of: "atLeast" | "atMost"): readonly Evidence[] =>
    reaches.filter((reach) => reach[of] === end(of)).flatMap((reach) => reach.evidence[of]);
  return {
    atLeast: end("atLeast"),
    atMost: end("atMost"),
    evidence: { atLeast: deciding("atLeast"), atMost: deciding("atMost") },
  };
}

/** A reach of which something that was not read may leave nothing. */
export function perhapsNothing({ atMost, evidence }: Reach, because: Evidence): Reach {
  return { atLeast: "private", atMost, evidence: { atLeast: [because], atMost: evidence.atMost } };
}
