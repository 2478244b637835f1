import { DEFAULT_INVARIANTS, type RespondingInvariant } from "@security-auto/s3-exposure";
import { type Described, planFor } from "./buckets";

/** One case: a bucket, and what the plan for it has to be. */
export interface PlanCase {
  readonly what: string;
  readonly bucket: Described;
  /** Default: the default invariants. */
  readonly invariants?: readonly RespondingInvariant[];
  /** The calls of its steps, in order. */
  readonly calls: readonly string[];
  /** `private`, or the ends of an interval: `private..public`. */
  readonly after: string;
  /** Parts of the sentences about who loses and who keeps access; all that there are. */
  readonly stops?: readonly string[];
  readonly keeps?: readonly string[];
  /** A part of the reason for which there is no plan. */
  readonly refused?: string;
}

/** The plan for a case, in the form of the case. */
export function foundFor({ bucket, invariants = DEFAULT_INVARIANTS, ...expected }: PlanCase) {
  const { steps, after, stops, keeps, refused } = planFor(bucket, invariants);
  const { atLeast, atMost } = after;
  const shortened = (found: readonly string[], parts: readonly string[]) =>
    found.map((one, index) => (one.includes(parts[index] ?? "\0") ? parts[index] : one));
  return {
    calls: steps.map(({ call }) => call),
    after: atLeast === atMost ? atLeast : `${atLeast}..${atMost}`,
    stops: expected.stops === undefined ? undefined : shortened(stops, expected.stops),
    keeps: expected.keeps === undefined ? undefined : shortened(keeps, expected.keeps),
    refused: refused?.includes(expected.refused ?? "\0") === true ? expected.refused : refused,
  };
}

export const expectedOf = ({ calls, after, stops, keeps, refused }: PlanCase) => ({
  calls,
  after,
  stops,
  keeps,
  refused,
});

export const inside = (more: Partial<RespondingInvariant> = {}): readonly RespondingInvariant[] => [
  { name: "inside", exposure: "organization", ...more },
];
