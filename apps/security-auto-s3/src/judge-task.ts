import { setTimeout as pause } from "node:timers/promises";
import type { Assessment } from "@security-auto/assessment";
import type { S3ResourceChange } from "@security-auto/events";
import type {
  BucketReading,
  BucketTarget,
  Refusal,
  S3Reader,
  Settle,
  Settled,
} from "@security-auto/s3-reader";
import { assessAccount, assessBucket, assessGone } from "./assessment";
import { assessResource } from "./assess-resource";
import { causeOf } from "./cause";
import { exposedByChange } from "./exposed-at";
import {
  type BucketFacts,
  judgeBucket,
  type JudgeConfiguration,
  undecidedAccounts,
} from "@security-auto/s3-exposure";
import type { AssessmentTask } from "./task";

/** An assessment, and what it took to make it. */
export interface Judged {
  readonly assessment: Assessment;
  readonly refusals: readonly Refusal[];
  /** Requests to S3 and S3 Control. */
  readonly requests: number;
  /** Why it is not known of an account whether it is of the organization, though a verdict depends on it. */
  readonly missed?: string;
  /** What was read of the bucket that was judged, and its policy's text. Absent where none was read. */
  readonly read?: Pick<Extract<BucketReading, { kind: "read" }>, "facts" | "policyText">;
}

export interface JudgeOptions extends Pick<JudgeConfiguration, "organization" | "invariants"> {
  readonly reader: S3Reader;
  /** The function's own region: where a bucket is looked for first whose region is not known. */
  readonly homeRegion: string;
  readonly signal: AbortSignal;
  /** Finds out which accounts are of the organization. Absent: Organizations is not asked. */
  readonly settle?: Settle | undefined;
}

/**
 * Reads what a task is about, as it is now, and judges it; beside that, what a change itself put, where it no longer stands.
 *
 * @throws what reading throws when AWS gave no answer
 */
export async function judgeTask(task: AssessmentTask, options: JudgeOptions): Promise<Judged> {
  const { assessment, ...reading } = await judge(task, options);
  const refusals = reading.refusals.map(({ action, ...refusal }) => ({ permission: action, ...refusal }));
  return { ...reading, assessment: { ...assessment, ...(refusals.length > 0 && { refusals }) } };
}

async function judge(task: AssessmentTask, options: JudgeOptions): Promise<Judged> {
  if (task.kind === "request") {
    const { bucket, accountId, region = options.homeRegion } = task.request;
    return judgeBucketOf(task, { bucket, accountId, region }, options);
  }
  const { change } = task;
  if (change.scope === "account") {
    const reading = await options.reader.readAccountBlock(change.accountId, options);
    const { refusals, requests } = reading;
    return { assessment: assessAccount(change, reading), refusals, requests };
  }
  // An access point gives access to its bucket, whose policy decides for whom: the bucket is judged.
  if (change.scope === "bucket" || isAccessPointOfBucket(change)) return judgeBucketOf(task, change, options);
  return { assessment: assessResource(change, new Date()), refusals: [], requests: 0 };
}

function isAccessPointOfBucket(change: S3ResourceChange): change is S3ResourceChange & BucketTarget {
  return change.scope === "access point" && change.bucket !== undefined;
}

/** How long after a call S3 may still answer with what there was before, and how long to wait for a second answer, in ms. */
const UNSETTLED_MS = 60_000;
const SETTLE_MS = 1000;

/**
 * Configuration is eventually consistent: that a bucket no longer has what a call has just put may be an old answer. So it is read once
 * more before it is said to be closed.
 */
async function judgeBucketOf(
  task: AssessmentTask,
  target: BucketTarget,
  options: JudgeOptions,
): Promise<Judged> {
  const first = await judgeBucketNow(task, target, options);
  const { assessment, requests } = first;
  if (assessment.cause !== "change" || assessment.exposedAt === undefined) return first;
  if (Date.parse(assessment.observedAt) - Date.parse(assessment.eventTime) > UNSETTLED_MS) return first;
  await pause(SETTLE_MS);
  const again = await judgeBucketNow(task, target, options);
  return { ...again, requests: requests + again.requests };
}

async function judgeBucketNow(
  task: AssessmentTask,
  target: BucketTarget,
  { reader, organization, invariants, signal, settle }: JudgeOptions,
): Promise<Judged> {
  const reading = await reader.readBucket(target, { signal, organization });
  const cause = causeOf(task);
  if (reading.kind === "gone") {
    return { assessment: assessGone(cause, target, reading), refusals: [], requests: reading.requests };
  }
  const { observedAt, policyText, requests } = reading;
  const settled = await settledBy(settle, reading, { invariants, signal });
  const { facts, missed } = settled;
  const refusals = [...reading.refusals, ...settled.refusals];
  const assessment = assessBucket(cause, target, facts, { observedAt, invariants });
  const judged = { read: { facts, policyText }, ...(missed && { missed }) };
  if (task.kind !== "change" || assessment.cause !== "change")
    return { assessment, refusals, requests, ...judged };
  const { exposedAt, ...more } = await exposedByChange(task.change, { ...reading, facts }, assessment, {
    reader,
    invariants,
    signal,
  });
  return {
    assessment: { ...assessment, ...(exposedAt && { exposedAt }) },
    refusals: [...refusals, ...more.refusals],
    requests: requests + more.requests,
    ...judged,
  };
}

/** What is known of a bucket when Organizations was asked about the accounts that it names, if that may change a verdict. */
function settledBy(
  settle: Settle | undefined,
  { facts, observedAt }: Extract<BucketReading, { kind: "read" }>,
  { invariants, signal }: Pick<JudgeOptions, "invariants" | "signal">,
): Settled | Promise<Settled> {
  const undecided = settle === undefined ? [] : undecidedAccounts(facts);
  if (settle === undefined || undecided.length === 0) return { facts, refusals: [] };
  const verdicts = (of: BucketFacts): string =>
    judgeBucket(of, { invariants, now: observedAt })
      .invariants.map(({ verdict }) => verdict)
      .join();
  return settle(facts, { undecided, verdicts, signal });
}
