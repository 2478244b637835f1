import { type Finding, WAS_EXPOSED } from "@security-auto/assessment";
import { findingId, type FindingItem, type Partition, standing } from "@security-auto/register";
import { shortened } from "@security-auto/text";
import { LONGEST_REASON } from "./conditions";
import type { Rules } from "./rules";
import { audience, isAccepted } from "./standing";
import type { BucketAssessment } from "./state-after";
import { inTransition } from "./transitions";

/**
 * The findings about what a change had opened, and was closed before it was judged: one for each invariant, closed from the start. Each is
 * of that one change, so it is written once however often the event comes, and however late. None where the register has a finding of the
 * invariant that stood at the time of the change, or it is accepted.
 */
export function exposuresIn(
  assessment: BucketAssessment,
  { findings, suppressions }: Pick<Partition, "findings" | "suppressions">,
  { channels }: Pick<Rules, "channels">,
): readonly FindingItem[] {
  if (assessment.cause !== "change" || assessment.exposedAt === undefined) return [];
  const { accountId: account, bucket, region, changeId, call, actor, exposedAt } = assessment;
  const openedAt = new Date(exposedAt.eventTime).toISOString();
  const observedAt = new Date(assessment.observedAt).toISOString();
  const known = new Set(findings.map(({ finding }) => finding.id));
  return exposedAt.invariants.flatMap(({ name: invariant, verdict, because }) => {
    const about = { kind: WAS_EXPOSED, account, bucket, invariant };
    const id = findingId(about, changeId);
    if (known.has(id) || findings.some((item) => stoodAt(openedAt, invariant, item))) return [];
    const suppression = standing(findingId({ ...about, kind: "invariant" }), openedAt, suppressions);
    if (isAccepted("violates", { atLeast: exposedAt.exposure.atLeast }, suppression)) return [];
    const finding: Finding = {
      version: "1",
      transition: "closed",
      id,
      ...about,
      region,
      verdict: assessment.invariants.find(({ name }) => name === invariant)?.verdict ?? "unknown",
      exposure: exposedAt.exposure,
      ...(verdict !== "violates" && { certain: false }),
      because: shortened(because, LONGEST_REASON),
      openedAt,
      observedAt,
      closedAt: observedAt,
      actor,
      change: { call, eventTime: exposedAt.eventTime },
    };
    return [
      inTransition(
        finding,
        undefined,
        audience(channels, [{ atLeast: exposedAt.exposure.atLeast }], suppression),
      ),
    ];
  });
}

function stoodAt(
  time: string,
  invariant: string,
  { finding, since = finding.openedAt }: FindingItem,
): boolean {
  const { kind, closedAt = time } = finding;
  return kind === "invariant" && finding.invariant === invariant && since <= time && time <= closedAt;
}
