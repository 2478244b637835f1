import type { ActionItem, Partition } from "@security-auto/register";
import { type Assessment, judgeBucket, overallVerdict, type Verdict } from "@security-auto/s3-exposure";
import type { BucketToPlanFor } from "@security-auto/s3-remediation";
import type { Place } from "./place";
import type { Attempt } from "./ports";
import type { BucketAssessment } from "./violation";

/** A bucket as it is now. */
export interface Seen {
  readonly bucket: BucketToPlanFor;
  readonly judged: Assessment;
  /** The worst verdict. */
  readonly verdict: Verdict;
}

/** How long after an assessment S3 may still answer with what there was before it, and how long to wait for a second answer, in ms. */
const UNSETTLED_MS = 60_000;
const SETTLE_MS = 1000;

/**
 * A bucket as it is now, `undefined` where it was deleted, and what is known of it. Configuration is eventually consistent: that nothing is
 * violated that was violated just now may be an old answer. So the bucket is read once more, unless it was put right since.
 */
export async function readSettled(
  { region, observedAt }: BucketAssessment,
  place: Place,
  attempt: Attempt,
): Promise<{ readonly seen: Seen | undefined; readonly known: Partition }> {
  const { register, now, wait } = attempt;
  const look = async () => {
    const seen = seenOf(await attempt.read({ ...place, region }), attempt);
    // After the bucket: whoever opens it again by an undo suppresses its findings first.
    return { seen, known: await register.partition(place.account, place.bucket) };
  };
  const first = await look();
  const since = Date.parse(observedAt);
  const isSettled = isPutRight(first.known.actions, since) || now() - since > UNSETTLED_MS;
  if (first.seen?.verdict !== "holds" || isSettled) return first;
  await wait(SETTLE_MS);
  return look();
}

function seenOf(
  bucket: BucketToPlanFor | undefined,
  { invariants, now }: Pick<Attempt, "invariants" | "now">,
): Seen | undefined {
  if (bucket === undefined) return undefined;
  const judged = judgeBucket(bucket.facts, { invariants, now: new Date(now()) });
  return { bucket, judged, verdict: overallVerdict(judged.invariants) };
}

/** @param since - in ms since 1970 */
const isPutRight = (actions: readonly ActionItem[], since: number): boolean =>
  actions.some(({ remediation: { status, at } }) => status === "applied" && Date.parse(at) >= since);
