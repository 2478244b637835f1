/**
 * Whether something holds for a caller: always; never; when the caller wants it to (or for some of the callers he stands
 * for); or in a way that is not known here.
 */
export type Outcome = "yes" | "no" | "can" | "maybe";

export function not(outcome: Outcome): Outcome {
  return outcome === "yes" ? "no" : outcome === "no" ? "yes" : outcome;
}

const WEIGHT: Readonly<Record<Outcome, number>> = { no: 0, maybe: 1, can: 2, yes: 3 };

/** The most favourable of several ways. */
export function either(one: Outcome, other: Outcome): Outcome {
  return WEIGHT[one] >= WEIGHT[other] ? one : other;
}

/** The least favourable of several requirements. */
export function both(one: Outcome, other: Outcome): Outcome {
  return WEIGHT[one] <= WEIGHT[other] ? one : other;
}
