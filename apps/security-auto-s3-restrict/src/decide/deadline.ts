import { isOpen } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { findingOf } from "../place";
import type { Circumstances } from "./circumstances";

const HOUR_MS = 60 * 60 * 1000;

/** When a violation of an invariant is enforced at the earliest, in ms since 1970: `after` counts from when its finding was opened. */
export function dueAt(
  { name, respond }: RespondingInvariant,
  { place, known, observedAt }: Pick<Circumstances, "place" | "known" | "observedAt">,
): number {
  const id = findingOf(place, name);
  const open = known.findings.find((item) => item.finding.id === id && isOpen(item));
  // Without one the finding is being written by now, and is opened by the same assessment.
  return Date.parse(open?.finding.openedAt ?? observedAt) + durationMs(respond?.after);
}

/** Of `PT24H` or `P7D`, the forms that a configuration may have. */
function durationMs(after = "PT0H"): number {
  const [, days = "0", hours = "0"] = /^(?:P(\d+)D|PT(\d+)H)$/.exec(after) ?? [];
  return (Number(days) * 24 + Number(hours)) * HOUR_MS;
}
