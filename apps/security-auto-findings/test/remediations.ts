import { type Remediation, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import { at } from "./assessments";

/** A remediation of the finding that the assessments of the tests open, `seconds` after the minute of one. */
export function remediation(
  status: Remediation["status"],
  [minute, seconds]: readonly [minute: number, seconds: number],
  more: Partial<Remediation> = {},
): Remediation {
  const time = new Date(Date.parse(at(minute)) + seconds * 1000).toISOString();
  return { ...REMEDIATION_EXAMPLE, status, at: time, ...more };
}
