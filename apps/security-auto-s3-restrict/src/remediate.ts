import type { Partition } from "@security-auto/register";
import { judgeBucket, overallVerdict } from "@security-auto/s3-exposure";
import { isAnothers } from "./claim";
import { decide } from "./decide/decide";
import { finish } from "./finish";
import { follow, type Remediated } from "./follow";
import { isOwnChange } from "./own-change";
import type { Place } from "./place";
import type { Attempt } from "./ports";
import type { BucketAssessment } from "./violation";
import { withdraw } from "./withdraw";

/** Who loses against others so often in a row was not stopped by them, but by a fault. */
const MOST_ROUNDS = 10;

/** How long to wait before it is looked again whether another attempt is done, in ms. */
const PAUSE_MS = 500;

/**
 * Does about a violation what its invariant asks for, as the bucket and the register are now. What an earlier attempt left is finished
 * first: an action whose writes had begun, a transition that was not put on the bus.
 *
 * @throws what the register, the reads, STS and the bus throw: the same assessment can be worked on again
 */
export async function remediate(assessment: BucketAssessment, attempt: Attempt): Promise<Remediated> {
  const place: Place = { account: assessment.accountId, bucket: assessment.bucket };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { actions, suppressions } = await whenNobodyElseWorks(place, attempt);
    for (const action of actions) await finish(action, suppressions, attempt);
    if (isOwnChange(assessment, attempt.writeRoleIn)) return leftAlone("the change is this function's own");
    const done = await remediateNow(assessment, place, attempt);
    if (done !== undefined) return done;
  }
  throw new Error(
    `${place.bucket} (${place.account}) was changed by others ${MOST_ROUNDS} times in a row: try it again`,
  );
}

/**
 * What is known of a bucket, once no other attempt works on one: what it saw of the bucket may be older than this assessment.
 *
 * @throws that another does for longer than this attempt may wait
 */
async function whenNobodyElseWorks({ account, bucket }: Place, attempt: Attempt): Promise<Partition> {
  const { register, until, wait } = attempt;
  for (;;) {
    const known = await register.partition(account, bucket);
    const theirs = known.actions.find((action) => isAnothers(action, attempt));
    if (theirs === undefined) return known;
    if (attempt.now() + PAUSE_MS > until)
      throw new Error(`another request works on ${theirs.remediation.id}: try it again`);
    await wait(PAUSE_MS);
  }
}

/** How long after an assessment S3 may still answer with what there was before it, and how long to wait for a second answer, in ms. */
const UNSETTLED_MS = 60_000;
const SETTLE_MS = 1000;

/**
 * The bucket as it is now. Configuration is eventually consistent: that nothing is violated that was violated just now may be an old answer. So
 * it is read once more, unless it was put right since.
 */
async function readAgainst(assessment: BucketAssessment, place: Place, attempt: Attempt) {
  const { register, invariants, now, wait } = attempt;
  const where = { ...place, region: assessment.region };
  const bucket = await attempt.read(where);
  const known = await register.partition(place.account, place.bucket);
  const observedAt = Date.parse(assessment.observedAt);
  const isHeld =
    bucket !== undefined &&
    overallVerdict(judgeBucket(bucket.facts, { invariants, now: new Date(now()) }).invariants) === "holds";
  const isPutRight = known.actions.some(
    ({ remediation: { status, at } }) => status === "applied" && Date.parse(at) >= observedAt,
  );
  if (!isHeld || isPutRight || now() - observedAt > UNSETTLED_MS) return { bucket, known };
  await wait(SETTLE_MS);
  return { bucket: await attempt.read(where), known };
}

/** `undefined`: somebody else was faster, and it has to be looked at again. */
async function remediateNow(
  assessment: BucketAssessment,
  place: Place,
  attempt: Attempt,
): Promise<Remediated | undefined> {
  const { register, invariants, writeRoleIn } = attempt;
  const { bucket, known } = await readAgainst(assessment, place, attempt);
  if (bucket === undefined) {
    await withdraw(known.actions, "the bucket was deleted", attempt);
    return leftAlone("the bucket was deleted");
  }
  const now = attempt.now();
  const judged = judgeBucket(bucket.facts, { invariants, now: new Date(now) });
  const verdict = overallVerdict(judged.invariants);
  if (verdict === "unknown") return leftAlone("whether it violates anything is not known now");
  if (verdict === "holds") {
    await withdraw(known.actions, "nothing is violated any more", attempt);
    return leftAlone("nothing is violated any more");
  }
  const names = new Set(judged.invariants.flatMap((one) => (one.verdict === "violates" ? [one.name] : [])));
  const circumstances = {
    place,
    violated: invariants.filter(({ name }) => names.has(name)),
    atLeast: judged.exposure.atLeast,
    known,
    observedAt: assessment.observedAt,
    actor: assessment.cause === "change" ? assessment.actor.display : undefined,
    enforcement: await register.control("enforcement"),
    hasWriteRole: writeRoleIn(place.account) !== undefined,
    now,
  };
  const decision = decide(circumstances);
  if (decision.kind === "leave alone") return leftAlone(decision.because);
  return follow(
    decision,
    bucket,
    { ...circumstances, region: bucket.facts.region ?? assessment.region },
    attempt,
  );
}

const leftAlone = (because: string): Remediated => ({ done: "left alone", because });
