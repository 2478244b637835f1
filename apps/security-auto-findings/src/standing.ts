import type { Exception, Exposure } from "@security-auto/assessment";
import { type Channel, isWorse, type Suppression } from "@security-auto/register";
import type { Condition } from "./conditions";

/** Whether what is wrong with a bucket, or may be, is accepted: not where it is certainly more open than was accepted. */
export function isAccepted(
  verdict: Condition["verdict"],
  atLeast: Exposure,
  suppression: Suppression | undefined,
): boolean {
  if (verdict === "holds" || suppression?.kind !== "accepted") return false;
  return !isWorse(atLeast, suppression);
}

/**
 * Where a transition is announced: that of a suppressed finding to no people, unless the bucket is more open than what was suppressed, or was.
 *
 * @param atLeast - how open the bucket certainly is, and was before the transition
 */
export function audience(
  channels: readonly Channel[],
  atLeast: readonly Exposure[],
  suppression: Suppression | undefined,
): readonly Channel[] {
  if (suppression?.kind !== "suppressed" || atLeast.some((one) => isWorse(one, suppression))) return channels;
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
