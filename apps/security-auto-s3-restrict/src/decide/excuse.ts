import type { Exposure } from "@security-auto/assessment";
import { isWorse, standing, type Suppression } from "@security-auto/register";

/**
 * Who answers for a finding at a time, whether it was accepted or suppressed; `undefined`: nobody does, or the bucket is more open than they
 * answer for.
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
  const suppression = standing(finding, new Date(now).toISOString(), suppressions);
  return suppression === undefined || isWorse(atLeast, suppression) ? undefined : suppression;
}
