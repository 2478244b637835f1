import type { Finding } from "@security-auto/assessment";
import type { BucketState, FindingItem, Register } from "@security-auto/register";
import { bucketTransitionsOf } from "./bucket-transitions";
import { exposuresIn } from "./exposures";
import { limitedByDay } from "./most-exposures";
import type { Rules } from "./rules";
import { type BucketAssessment, stateAfter } from "./state-after";

/** A bucket is written by few at a time: who loses this often was not stopped by others, but by a fault. */
export const MOST_ROUNDS = 20;

/** What the register knows of a bucket. */
type Known = Awaited<ReturnType<Register["besideActions"]>>;

export interface Recording {
  /** The findings of the bucket as they stand then. */
  readonly findings: readonly FindingItem[];
  /** What the change had opened, and is not written, because the bucket has enough of that day. */
  readonly beyond: readonly Finding[];
}

/**
 * Writes an assessment to the register, with the findings that it opens, changes or closes, and what its change had opened; their
 * transitions are to be announced on the channels.
 *
 * @throws what the register throws; the assessment can be recorded again
 */
export async function record(
  assessment: BucketAssessment,
  register: Register,
  rules: Rules,
): Promise<Recording> {
  const { accountId: account, bucket } = assessment;
  await writeState(assessment, await register.besideActions(account, bucket), register);
  const known = await follow({ account, bucket }, register, rules);
  const { kept, beyond } = limitedByDay(exposuresIn(assessment, known, rules), known.findings);
  if (kept.length === 0) return { findings: known.findings, beyond };
  // What another wrote first stands there all the same.
  await writeAll(kept, register);
  return { findings: (await register.besideActions(account, bucket)).findings, beyond };
}

/**
 * Writes the findings of a bucket as its state and what is accepted or suppressed has them, and resolves to what the register has then.
 *
 * Several may write at once, and in any order. Whoever writes a finding reads afterwards what others wrote in the meantime, and follows
 * that too: so the findings always end as the latest state and the latest request have them.
 *
 * @throws what the register throws
 */
export async function follow(
  { account, bucket }: { readonly account: string; readonly bucket: string },
  register: Register,
  rules: Rules,
): Promise<Known> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = await register.besideActions(account, bucket);
    const { state } = known;
    const changed = state === undefined ? [] : bucketTransitionsOf({ ...known, state }, rules);
    if (changed.length === 0) return known;
    await writeAll(changed, register);
  }
  throw lostEveryRound("findings", account, bucket);
}

export const lostEveryRound = (what: "state" | "findings", account: string, bucket: string): Error =>
  new Error(`others wrote the ${what} of ${bucket} (${account}) ${MOST_ROUNDS} times in a row: try it again`);

async function writeState(assessment: BucketAssessment, { state }: Known, register: Register): Promise<void> {
  let before: BucketState | undefined = state;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = stateAfter(assessment, before);
    if (before !== undefined && before.observedAt >= next.observedAt) return;
    if (await register.putState(next, before)) return;
    before = (await register.besideActions(next.account, next.bucket)).state;
  }
  throw lostEveryRound("state", assessment.accountId, assessment.bucket);
}

async function writeAll(items: readonly FindingItem[], register: Register): Promise<void> {
  await Promise.all(items.map((item) => register.putFinding(item)));
}
