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
  /** Instances busy at once, in the busiest second. */
  readonly peakConcurrency: number;
  readonly s3Reads: number;
  readonly assumeRoles: number;
  readonly logGb: number;
  /** Kept at once, compressed, when the retention period has passed once. */
  readonly storedLogGb: number;
  readonly mails: number;
  readonly deadLetters: number;
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
  const logGb = (changes * measured.logBytes) / BYTES_A_GB;
  return {
    accounts,
    changes,
    changesPerSecond,
    peakPerSecond,
    coldStarts: changes * coldShare,
    warmMs,
    coldMs,
    gbSeconds: (changes * meanMs * given.memoryMb.value) / 1024 / 1000,
    peakConcurrency: (peakPerSecond * meanMs) / 1000,
    s3Reads: changes * measured.s3Calls,
    assumeRoles: changes * assumed,
    logGb,
    storedLogGb: logGb * (given.logRetentionDays.value / given.daysAMonth.value) * given.logCompression.value,
    mails: changes * given.mailAddresses.value,
    deadLetters: changes * given.deadLetterShare.value,
  };
}

/**
 * Billed milliseconds of one invocation, an upper bound: all that was measured here counts as processor time, of which
 * Lambda gives a share by memory size, and waiting for S3 comes on top. Initialization has a whole processor.
 */
export function billedMs(
  measured: Measured,
  given: Assumptions,
): { readonly warmMs: number; readonly coldMs: number } {
  const slower = Math.max(1, given.mbOfOneProcessor.value / given.memoryMb.value);
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
