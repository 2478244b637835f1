import type { Exception, Exposure, Finding } from "@security-auto/assessment";
import { type Channel, isWorse, type Suppression } from "@security-auto/register";
import type { Condition } from "./observed";

/** How bad something certainly is: how open a bucket is, or which checks of an account fail. */
export interface Extent {
  readonly atLeast?: Exposure | undefined;
  readonly checks?: readonly string[] | undefined;
}

export const extentOf = ({ exposure, checks }: Pick<Finding, "exposure" | "checks">): Extent => ({
  atLeast: exposure?.atLeast,
  checks: checks?.map(({ check }) => check),
});

/** Whether it is certainly worse than what somebody answers for. */
function exceeds({ atLeast, checks = [] }: Extent, suppression: Suppression): boolean {
  if (atLeast !== undefined && isWorse(atLeast, suppression)) return true;
  const { checks: accepted = [] } = suppression;
  return checks.some((check) => !accepted.includes(check));
}

/** Whether what is wrong, or may be, is accepted: not where it is certainly worse than what was accepted. */
export function isAccepted(
  verdict: Condition["verdict"],
  extent: Extent,
  suppression: Suppression | undefined,
): boolean {
  if (verdict === "holds" || suppression?.kind !== "accepted") return false;
  return !exceeds(extent, suppression);
}

/**
 * Where a transition is announced: that of a suppressed finding to no people, unless it is worse than what was suppressed, or was.
 *
 * @param extents - how bad it certainly is, and was before the transition
 */
export function audience(
  channels: readonly Channel[],
  extents: readonly Extent[],
  suppression: Suppression | undefined,
): readonly Channel[] {
  if (suppression?.kind !== "suppressed" || extents.some((one) => exceeds(one, suppression))) return channels;
  return channels.filter((channel) => channel !== "mail" && channel !== "chat");
}

/** Who suppressed a finding, and until when; `undefined` where nobody did. */
export const suppressedBy = (suppression: Suppression | undefined): Exception | undefined =>
  suppression?.kind === "suppressed" ? suppression.exception : undefined;

/** Whether the same person answers, for the same reason and as long. */
export const isSameException = (one: Exception, other: Exception | undefined): boolean =>
  one.until === other?.until &&
  one.owner === other.owner &&
  one.reason === other.reason &&
  one.by === other.by;
