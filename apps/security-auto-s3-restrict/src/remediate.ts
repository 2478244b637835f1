import { violatedOf } from "@security-auto/s3-remediation";
import { awaitTurn } from "./await-turn";
import { decide } from "./decide/decide";
import { finish } from "./finish";
import { follow, type Remediated } from "./follow";
import type { Place } from "./place";
import type { Attempt } from "./ports";
import { readSettled } from "./read-settled";
import { type BucketAssessment, isOwnChange } from "./violation";
import { withdraw } from "./withdraw";

/** Who loses against others so often in a row was not stopped by them, but by a fault. */
const MOST_ROUNDS = 10;

/**
 * Does about a violation what its invariant asks for, as the bucket and the register are now. What an earlier attempt left is finished
 * first: an action whose writes had begun, a transition that was not put on the bus.
 *
 * @throws what the register, the reads, STS and the bus throw: the same assessment can be worked on again
 */
export async function remediate(assessment: BucketAssessment, attempt: Attempt): Promise<Remediated> {
  const place: Place = { account: assessment.accountId, bucket: assessment.bucket };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { actions, suppressions } = await awaitTurn(place, attempt);
    for (const action of actions) await finish(action, suppressions, attempt);
    if (isOwnChange(assessment, attempt.writeRoleIn)) return leftAlone("the change is this function's own");
    const done = await remediateNow(assessment, place, attempt);
    if (done !== undefined) return done;
  }
  throw new Error(
    `${place.bucket} (${place.account}) was changed by others ${MOST_ROUNDS} times in a row: try it again`,
  );
}

/** `undefined`: somebody else was faster, and it has to be looked at again. */
async function remediateNow(
  assessment: BucketAssessment,
  place: Place,
  attempt: Attempt,
): Promise<Remediated | undefined> {
  const { register, invariants, writeRoleIn } = attempt;
  const { seen, known } = await readSettled(assessment, place, attempt);
  if (seen === undefined) {
    await withdraw(known.actions, "the bucket was deleted", attempt);
    return leftAlone("the bucket was deleted");
  }
  const { bucket, judged, verdict } = seen;
  if (verdict === "unknown") return leftAlone("whether it violates anything is not known now");
  if (verdict === "holds") {
    await withdraw(known.actions, "nothing is violated any more", attempt);
    return leftAlone("nothing is violated any more");
  }
  const circumstances = {
    place,
    violated: violatedOf(judged.invariants, invariants),
    atLeast: judged.exposure.atLeast,
    known,
    observedAt: assessment.observedAt,
    actor: assessment.cause === "change" ? assessment.actor.display : undefined,
    enforcement: await register.control("enforcement"),
    hasWriteRole: writeRoleIn(place.account) !== undefined,
    now: attempt.now(),
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
