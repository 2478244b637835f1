import { DETAIL_TYPES, type Remediation, remediationSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import { type Trace, withFollowUps } from "@security-auto/local-cloud";

/** The remediations that an event set off, each as it stood last, in order. */
export function remediationsIn(trace: Trace): readonly Remediation[] {
  const found = new Map<string, Remediation>();
  for (const { event } of withFollowUps(trace)) {
    if (event.detailType !== DETAIL_TYPES.remediationChanged) continue;
    const read = parse(remediationSchema, event.detail);
    if (read.success) found.set(read.data.id, read.data);
  }
  return [...found.values()];
}
