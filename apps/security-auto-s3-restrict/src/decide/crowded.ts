import type { ActionItem } from "@security-auto/register";

const MOST_A_DAY = 20;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** What is said of a bucket that gets no other plan for now. */
export const CROWDED = `it had ${MOST_A_DAY} actions within 24 hours, and the last within the hour: the first assessment after that plans for it as it is then`;

/**
 * Whether a bucket was planned for so often in a day that one more plan an hour is enough. Each is recorded with the bucket's policy and kept, and
 * whoever may change the policy may have the next one made: without an end, they would be more than can be read.
 */
export function isCrowded(actions: readonly ActionItem[], now: number): boolean {
  const since = (ms: number) => actions.filter(({ remediation: { at } }) => Date.parse(at) > now - ms);
  return since(DAY_MS).length >= MOST_A_DAY && since(HOUR_MS).length > 0;
}
