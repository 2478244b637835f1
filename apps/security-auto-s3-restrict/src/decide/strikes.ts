import type { ActionItem } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";

export const MOST_STRIKES = 3;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a bucket was put right so often in a day that somebody wants it otherwise. What was undone does not count. */
export function hasStruckOut(
  invariants: readonly RespondingInvariant[],
  actions: readonly ActionItem[],
  now: number,
): boolean {
  const strikes = actions.filter(
    ({ remediation: { status, at }, invariants: put }) =>
      status === "applied" &&
      Date.parse(at) > now - DAY_MS &&
      invariants.some(({ name }) => put.includes(name)),
  );
  return strikes.length >= MOST_STRIKES;
}
