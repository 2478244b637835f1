import { type Assessment, fittedAssessment } from "@security-auto/assessment";
import type { BucketState } from "@security-auto/register";
import { missedReads } from "./conditions";

/** An assessment of one bucket. */
export type BucketAssessment = Assessment & { readonly bucket: string };

/** How large a stored assessment may be, as JSON: an item of DynamoDB has 400 KB at most. */
const MOST_BYTES = 95_000;

/** How long the state of a deleted bucket is kept, in seconds: an event that comes late must not bring it back. */
const GONE_KEPT_SECONDS = 90 * 24 * 3600;

/** The state of a bucket after an assessment, and what there was before it. */
export function stateAfter(assessment: BucketAssessment, before: BucketState | undefined): BucketState {
  const { accountId, bucket, region, gone = false, invariants } = assessment;
  const observedAt = new Date(assessment.observedAt);
  const tagged = invariants.filter(({ byTag }) => byTag === true).map(({ name }) => name);
  const applied = gone ? [] : [...new Set([...(before?.applied ?? []), ...tagged])].sort();
  const changedAt = changedAfter(assessment, before);
  return {
    item: "bucket-state",
    version: "1",
    account: accountId,
    bucket,
    region,
    observedAt: observedAt.toISOString(),
    ...(changedAt !== undefined && { changedAt }),
    assessment: fittedAssessment(assessment, MOST_BYTES),
    applied,
    unread: unreadAfter({ assessment, applied }, before),
    ...(gone && { expiresAt: Math.ceil(observedAt.getTime() / 1000) + GONE_KEPT_SECONDS }),
  };
}

/** A change that comes twice is assessed twice, within seconds, and counts once. */
function unreadAfter(
  judged: Pick<BucketState, "assessment" | "applied">,
  before: BucketState | undefined,
): number {
  if (missedReads(judged).length === 0) return 0;
  const { assessment } = judged;
  const { unread = 0, assessment: last } = before ?? {};
  const isSameChange =
    assessment.cause === "change" && last?.cause === "change" && assessment.changeId === last.changeId;
  return isSameChange ? Math.max(1, unread) : unread + 1;
}

/** The later of two changes: events come in no order. None is later than what was read after it. */
function changedAfter(assessment: BucketAssessment, before: BucketState | undefined): string | undefined {
  const last = before?.changedAt;
  if (assessment.cause !== "change") return last;
  const at = Math.min(Date.parse(assessment.eventTime), Date.parse(assessment.observedAt));
  // A time that cannot be read is later than none.
  return at > Date.parse(last ?? "1970-01-01T00:00:00Z") ? new Date(at).toISOString() : last;
}
