import type { SweepRegister, SweptBucket } from "@security-auto/register";
import type { BucketAssessment } from "./state-after";

/** As a sweep names its requests: the account, the page, and the place in it. */
const REQUEST_ID = /^(\d{12})\/(\d{1,5})\/(\d{1,3})$/;

/**
 * Where an assessment is counted that a sweep asked for; `undefined` for any other. Who may ask for assessments may say anything of a sweep:
 * what is counted is the bucket that was judged, if the sweep listed it there.
 */
export function sweptBucket(assessment: BucketAssessment): SweptBucket | undefined {
  if (assessment.cause !== "request" || assessment.request.sweep === undefined) return undefined;
  const { accountId, bucket, verdict, request } = assessment;
  const [, account, page, place] = REQUEST_ID.exec(request.requestId) ?? [];
  if (account !== accountId) return undefined;
  return {
    sweep: assessment.request.sweep,
    account,
    page: Number(page),
    place: Number(place),
    bucket,
    verdict,
  };
}

/** Counts an assessment in its sweep. The same one again changes nothing, and one that no sweep asked for counts nowhere. */
export async function countSwept(
  assessment: BucketAssessment,
  sweeps: Pick<SweepRegister, "noteVerdict">,
): Promise<void> {
  const swept = sweptBucket(assessment);
  if (swept !== undefined) await sweeps.noteVerdict(swept);
}
