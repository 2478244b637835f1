import type { Invariant } from "./invariant";

/** What is tagged as sensitive is reached by nobody outside the organization. */
export const SENSITIVE_STAYS_INSIDE: Invariant = {
  name: "sensitive-stays-inside",
  when: { tags: { classification: "sensitive" } },
  exposure: "organization",
};

/** No bucket is reached by anyone. */
export const NOTHING_PUBLIC: Invariant = { name: "nothing-public", exposure: "external" };

/** What holds unless something else is configured. */
export const DEFAULT_INVARIANTS: readonly Invariant[] = [SENSITIVE_STAYS_INSIDE, NOTHING_PUBLIC];
