import type { BucketsNotListed } from "@security-auto/assessment";
import type { BucketState, Register } from "@security-auto/register";
import { record, type Recording } from "./record";
import type { Rules } from "./rules";
import type { BucketAssessment } from "./state-after";

/** A listing may miss a bucket that was created shortly before, in ms. */
const MARGIN_MS = 15 * 60 * 1000;

/**
 * Writes to the register that a bucket was deleted, because a complete listing of its account does not have it; `undefined` where the
 * register has seen it since, knows already that it was deleted, or has no such bucket.
 *
 * @throws what the register throws; the same can be recorded again
 */
export async function recordNotListed(
  bucket: string,
  notListed: Omit<BucketsNotListed, "buckets">,
  register: Register,
  rules: Rules,
): Promise<Recording | undefined> {
  const { accountId, listedAt } = notListed;
  const { state } = await register.besideActions(accountId, bucket);
  if (state === undefined) return undefined;
  const at = Date.parse(listedAt);
  const seen = Date.parse(state.observedAt);
  // An attempt before this one may have written the state, and no more.
  const isTriedAgain = state.assessment.gone === true && seen === at;
  const isOlder = state.assessment.gone !== true && seen <= at - MARGIN_MS;
  if (!isTriedAgain && !isOlder) return undefined;
  return record(deletedSince(state, notListed), register, rules);
}

/** What there is to say of a bucket that is not listed any more. */
function deletedSince(
  { account, bucket, region }: BucketState,
  { sweep, listedAt }: Omit<BucketsNotListed, "buckets">,
): BucketAssessment {
  const because = "a sweep listed the buckets of the account, and it is not among them";
  return {
    version: "1",
    cause: "request",
    request: { requestId: "not-listed", requestedAt: listedAt, reason: because, sweep },
    accountId: account,
    region,
    scope: "bucket",
    bucket,
    observedAt: listedAt,
    gone: true,
    verdict: "holds",
    exposure: { atLeast: "private", atMost: "private" },
    isPublic: false,
    policyIsPublic: false,
    objects: "not-public",
    evidence: [{ source: "bucket", statement: null, grants: [], because }],
    invariants: [],
    findings: [],
    facets: {},
  };
}
