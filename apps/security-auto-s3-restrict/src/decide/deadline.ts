import { isOpen } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { findingOf } from "../place";
import type { Circumstances } from "./circumstances";

const HOUR_MS = 60 * 60 * 1000;

type Seen = Pick<Circumstances, "place" | "known" | "observedAt">;

/** When a violation of an invariant is enforced at the earliest, in ms since 1970: `after` counts from when its finding was opened. */
export const dueAt = ({ name, respond }: RespondingInvariant, seen: Seen): number =>
  violatedSince(findingOf(seen.place, name), seen) + durationMs(respond?.after);

/** When the finding of a violation was opened, in ms since 1970. */
export function violatedSince(finding: string, { known, observedAt }: Omit<Seen, "place">): number {
  const open = known.findings.find((item) => item.finding.id === finding && isOpen(item));
  // Without one the finding is being written by now, and is opened by the same assessment.
  return Date.parse(open?.finding.openedAt ?? observedAt);
}

/** Of `PT24H` or `P7D`, the forms that a configuration may have. */
function durationMs(after = "PT0H"): number {
  const [, days = "0", hours = "0"] = /^(?:P(\d+)D|PT(\d+)H)$/.exec(after) ?? [];
  return (Number(days) * 24 + Number(hours)) * HOUR_MS;
}
