import type { ActionItem } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";

const MOST_STRIKES = 3;
/** More than a message is received, so that an S3 that is busy for some minutes leaves nothing to people. */
const MOST_TRIES = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Why a bucket is left to people, after `who`; `undefined`: it is not. It was put right so often in a day that somebody wants it otherwise, or
 * putting it right failed so often that more tries would only use up what other buckets need. What was undone does not count.
 */
export function struckOut(
  invariants: readonly RespondingInvariant[],
  actions: readonly ActionItem[],
  now: number,
): string | undefined {
  const count = (...counted: readonly ActionItem["remediation"]["status"][]): number =>
    actions.filter(
      ({ remediation: { status, at }, invariants: put }) =>
        counted.includes(status) &&
        Date.parse(at) > now - DAY_MS &&
        invariants.some(({ name }) => put.includes(name)),
    ).length;
  if (count("applied") >= MOST_STRIKES)
    return `opened it again after ${MOST_STRIKES} remediations in 24 hours`;
  return count("applied", "failed") >= MOST_TRIES
    ? `changed it last, after ${MOST_TRIES} remediations in 24 hours, most of which failed`
    : undefined;
}
