import { type Exposure, isMoreOpen } from "@security-auto/assessment";
import type { Suppression } from "@security-auto/register";

/**
 * Who answers for a finding at a time, whether it was accepted or suppressed; `undefined`: nobody does, or nobody does any more, or the
 * bucket is more open than they answered for.
 *
 * @param atLeast - how open the bucket certainly is
 * @param now - in ms since 1970
 */
export function excuseFor(
  finding: string,
  atLeast: Exposure,
  suppressions: readonly Suppression[],
  now: number,
): Suppression | undefined {
  return suppressions.find(
    (one) =>
      one.finding === finding &&
      now < Date.parse(one.exception.until) &&
      (one.exposure === null || !isMoreOpen(atLeast, one.exposure)),
  );
}
