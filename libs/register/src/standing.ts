import { type Exposure, isMoreOpen } from "@security-auto/assessment";
import type { Suppression } from "./items/suppression";

/** The suppression of a finding that counts at a time: one that is not over by then. */
export function standing(
  id: string,
  time: string,
  suppressions: readonly Suppression[],
): Suppression | undefined {
  return suppressions.find(
    ({ finding, exception }) => finding === id && Date.parse(time) < Date.parse(exception.until),
  );
}

/** Whether a bucket is certainly more open than somebody answers for. */
export const isWorse = (atLeast: Exposure, { exposure }: Suppression): boolean =>
  exposure !== null && isMoreOpen(atLeast, exposure);
