import type { BucketState, Channel, FindingItem, Partition, Register } from "@security-auto/register";
import { exposuresIn } from "./exposures";
import { type BucketAssessment, stateAfter } from "./state-after";
import { transitionsOf } from "./transitions";

/** A bucket is written by few at a time: who loses this often was not stopped by others, but by a fault. */
const MOST_ROUNDS = 20;

/**
 * Writes an assessment to the register, with the findings that it opens, changes or closes, and what its change had opened; their
 * transitions are to be announced on the channels. Resolves to the findings of the bucket as they stand then.
 *
 * @throws what the register throws; the assessment can be recorded again
 */
export async function record(
  assessment: BucketAssessment,
  register: Register,
  channels: readonly Channel[],
): Promise<readonly FindingItem[]> {
  const findings = await recordState(assessment, register, channels);
  const exposures = exposuresIn(assessment, findings, channels);
  if (exposures.length === 0) return findings;
  // What another wrote first stands there all the same.
  await writeAll(exposures, register);
  return (await register.partition(assessment.accountId, assessment.bucket)).findings;
}

/**
 * Several may write at once, and in any order. Whoever writes a finding reads afterwards whether a later state was written in the meantime,
 * and follows that one too: so the findings always end as the latest state has them.
 */
async function recordState(
  assessment: BucketAssessment,
  register: Register,
  channels: readonly Channel[],
): Promise<readonly FindingItem[]> {
  const { accountId, bucket } = assessment;
  const read = () => register.partition(accountId, bucket);
  const before = await read();
  await writeState(assessment, before, register);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { state, findings } = await read();
    if (state === undefined) return findings;
    const items = transitionsOf(state, findings, channels);
    if (items.length === 0) return findings;
    const written = await writeAll(items, register);
    const now = await read();
    if (written && now.state?.observedAt === state.observedAt) return now.findings;
  }
  throw new Error(
    `the findings of ${bucket} (${accountId}) were written by others ${MOST_ROUNDS} times in a row: the assessment is recorded when it is tried again`,
  );
}

async function writeState(
  assessment: BucketAssessment,
  { state }: Partition,
  register: Register,
): Promise<void> {
  let before: BucketState | undefined = state;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = stateAfter(assessment, before);
    if (before !== undefined && before.observedAt >= next.observedAt) return;
    if (await register.putState(next)) return;
    before = (await register.partition(next.account, next.bucket)).state;
  }
}

async function writeAll(items: readonly FindingItem[], register: Register): Promise<boolean> {
  const written = await Promise.all(items.map((item) => register.putFinding(item)));
  return written.every(Boolean);
}
