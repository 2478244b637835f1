import type { Invariant } from "./invariant";

/** Nobody outside the organization can access what is tagged as sensitive. */
export const SENSITIVE_STAYS_INSIDE: Invariant = {
  name: "sensitive-stays-inside",
  when: { tags: { classification: "sensitive" } },
  exposure: "organization",
};

/** No bucket is public. */
export const NOTHING_PUBLIC: Invariant = { name: "nothing-public", exposure: "external" };

/** What holds unless something else is configured. */
export const DEFAULT_INVARIANTS: readonly Invariant[] = [SENSITIVE_STAYS_INSIDE, NOTHING_PUBLIC];
