import type { Assumptions, Measured, Workload } from "./figures";

/** What a workload asks of AWS. `a month` unless the name says otherwise. */
export interface Load {
  readonly accounts: number;
  readonly changes: number;
  readonly changesPerSecond: number;
  /** In the busiest second. */
  readonly peakPerSecond: number;
  readonly coldStarts: number;
  /** Billed milliseconds of one warm and of one cold invocation, without the wait for a role. */
  readonly warmMs: number;
  readonly coldMs: number;
  readonly gbSeconds: number;
  /** Of the function that keeps the register. */
  readonly recordingGbSeconds: number;
  /** Instances busy at once, in the busiest second. */
  readonly peakConcurrency: number;
  readonly s3Reads: number;
  readonly assumeRoles: number;
  readonly logGb: number;
  /** Kept at once, compressed, when the retention period has passed once. */
  readonly storedLogGb: number;
  readonly mails: number;
  readonly deadLetters: number;
  /** Findings that open, change or close. */
  readonly transitions: number;
  /** Mails about them. */
  readonly findingMails: number;
  /** Request units of the table. */
  readonly tableReads: number;
  readonly tableWrites: number;
  readonly tableGb: number;
}

const SECONDS_A_DAY = 86_400;
const BYTES_A_GB = 1024 ** 3;

/** Computes what one workload asks of AWS, from what one event was measured to take. */
export function loadOf({ accounts, changesADay }: Workload, measured: Measured, given: Assumptions): Load {
  const changesPerSecond = (accounts * changesADay) / SECONDS_A_DAY;
  const changes = accounts * changesADay * given.daysAMonth.value;
  const { warmMs, coldMs } = billedMs(measured, given);
  const coldShare = coldStartShare(changesPerSecond, given.idleSeconds.value);
  const peakPerSecond = changesPerSecond * given.peak.value;
  const readingMs = coldShare * coldMs + (1 - coldShare) * warmMs;
  const instances = Math.max(1, (changesPerSecond * readingMs) / 1000);
  const assumed = assumedShare({ accounts, changesADay }, { instances, coldShare }, given);
  const meanMs = readingMs + assumed * given.s3LatencyMs.value;
  const logGb = (changes * (measured.logBytes + measured.recording.logBytes)) / BYTES_A_GB;
  const transitions = changes * given.transitionShare.value;
  return {
    accounts,
    changes,
    changesPerSecond,
    peakPerSecond,
    coldStarts: changes * coldShare,
    warmMs,
    coldMs,
    gbSeconds: (changes * meanMs * given.memoryMb.value) / 1024 / 1000,
    recordingGbSeconds: (changes * recordingMs(measured, given) * given.memoryMb.value) / 1024 / 1000,
    peakConcurrency: (peakPerSecond * (meanMs + recordingMs(measured, given))) / 1000,
    s3Reads: changes * measured.s3Calls,
    assumeRoles: changes * assumed,
    logGb,
    storedLogGb: logGb * (given.logRetentionDays.value / given.daysAMonth.value) * given.logCompression.value,
    mails: changes * given.mailAddresses.value,
    deadLetters: changes * given.deadLetterShare.value,
    transitions,
    findingMails: transitions * given.mailAddresses.value,
    ...tableUnits({ changes, transitions }, measured, given),
    tableGb:
      changes === 0 ? 0 : (accounts * given.bucketsAnAccount.value * measured.assessmentBytes) / BYTES_A_GB,
  };
}

/** Billed milliseconds of recording one assessment, an upper bound as for judging. */
export function recordingMs({ recording }: Measured, given: Assumptions): number {
  return recording.warmMs * slowness(given);
}

/** Request units: a consistent read is one for each 4 KB begun, a write one for each 1 KB begun. */
export function tableUnits(
  { changes, transitions }: Pick<Load, "changes" | "transitions">,
  { assessmentBytes, recording }: Measured,
  { findingBytes, writesATransition, readsATransition }: Assumptions,
): Pick<Load, "tableReads" | "tableWrites"> {
  const aRead = Math.ceil((assessmentBytes + findingBytes.value) / 4096);
  const aState = Math.ceil(assessmentBytes / 1024);
  const aFinding = 2 * Math.ceil(findingBytes.value / 1024);
  return {
    tableReads: (changes * recording.reads + transitions * readsATransition.value) * aRead,
    tableWrites: changes * recording.writes * aState + transitions * writesATransition.value * aFinding,
  };
}

/** How much slower a processor's work is than here. */
const slowness = ({ mbOfOneProcessor, memoryMb }: Assumptions): number =>
  Math.max(1, mbOfOneProcessor.value / memoryMb.value);

/**
 * Billed milliseconds of one invocation, an upper bound: all that was measured here counts as processor time, of which
 * Lambda gives a share by memory size, and waiting for S3 comes on top. Initialization has a whole processor.
 */
export function billedMs(
  measured: Measured,
  given: Assumptions,
): { readonly warmMs: number; readonly coldMs: number } {
  const slower = slowness(given);
  const waits = given.roundsWarm.value * given.s3LatencyMs.value;
  return {
    warmMs: measured.warmMs * slower + waits,
    coldMs: measured.initMs + measured.coldMs * slower + waits,
  };
}

/** Share of events that find no instance: none came within its life, with events at random times. */
export function coldStartShare(perSecond: number, idleSeconds: number): number {
  return perSecond === 0 ? 0 : Math.exp(-perSecond * idleSeconds);
}

/**
 * Share of events for which a role has to be assumed: a new instance has no session, a full store has dropped some, and
 * the others end after an hour. Events come at random times from all accounts alike.
 */
function assumedShare(
  { accounts, changesADay }: Workload,
  { instances, coldShare }: { readonly instances: number; readonly coldShare: number },
  given: Assumptions,
): number {
  const perSession = (changesADay / SECONDS_A_DAY / instances) * given.sessionSeconds.value;
  const inTime = perSession / (1 + perSession);
  const kept = accounts === 0 ? 0 : Math.min(1, given.sessionsKept.value / accounts);
  return coldShare + (1 - coldShare) * (1 - kept * inTime);
}
