import { tiered } from "./cost";
import type { Assumptions, Measured, Prices } from "./figures";
import { billedMs, recordingMs, tableUnits } from "./load";

/** What one sweep asks of AWS. */
export interface SweepLoad {
  readonly buckets: number;
  readonly accounts: number;
  /** Of lists of buckets, each a message. */
  readonly pages: number;
  /** Buckets judged a second while the queue of requests is full. */
  readonly perSecond: number;
  /** From its start until the last bucket is judged, in ms. */
  readonly durationMs: number;
  readonly gbSeconds: number;
  readonly invocations: number;
  readonly s3Reads: number;
  readonly s3Lists: number;
  /** Requests and assessments. */
  readonly events: number;
  readonly sqsRequests: number;
  readonly tableReads: number;
  readonly tableWrites: number;
  readonly assumeRoles: number;
  readonly logGb: number;
}

const BYTES_A_GB = 1024 ** 3;
/** A message is sent, received and deleted. */
const REQUESTS_A_MESSAGE = 3;
/** Of an account: that it is to be listed, and that its coverage is to be checked. */
const MESSAGES_AN_ACCOUNT = 2;

/** What it takes to judge every bucket once, from what one assessment was measured to take. */
export function sweepOf(buckets: number, measured: Measured, given: Assumptions): SweepLoad {
  const accounts = Math.ceil(buckets / given.bucketsAnAccount.value);
  const inAccount = Math.min(buckets, given.bucketsAnAccount.value);
  const pagesOfAccount = Math.max(1, Math.ceil(inAccount / given.bucketsAPage.value));
  const pages = accounts * pagesOfAccount;
  const { warmMs } = billedMs(measured, given);
  const instances = Math.min(given.requestsAtOnce.value, buckets);
  const perSecond = (instances * 1000) / warmMs;
  const pacedMs = ((pagesOfAccount - 1) * given.bucketsAPage.value * 1000) / given.bucketsPerSecond.value;
  const { tableReads, tableWrites } = tableUnits({ changes: buckets, transitions: 0 }, measured, given);
  // A page is written when it is listed, and for each bucket that is judged; it is read when the sweep adds up.
  const unitsOfPage = Math.ceil(given.pageItemBytes.value / 1024);
  return {
    buckets,
    accounts,
    pages,
    perSecond,
    durationMs: Math.max(pacedMs, (buckets * 1000) / perSecond),
    gbSeconds: (buckets * (warmMs + recordingMs(measured, given)) * given.memoryMb.value) / 1024 / 1000,
    invocations: 2 * buckets + pages + MESSAGES_AN_ACCOUNT * accounts,
    s3Reads: buckets * measured.s3Calls,
    s3Lists: pages,
    events: 2 * buckets,
    sqsRequests: REQUESTS_A_MESSAGE * (buckets + pages + MESSAGES_AN_ACCOUNT * accounts),
    tableReads: tableReads + pages,
    tableWrites: tableWrites + (pages + buckets) * unitsOfPage,
    assumeRoles: accounts * instances,
    logGb: (buckets * (measured.logBytes + measured.recording.logBytes)) / BYTES_A_GB,
  };
}

/** USD of one sweep, by what it is paid for. */
export interface SweepCost {
  readonly lambda: number;
  readonly logIngestion: number;
  readonly s3Reads: number;
  readonly privateBus: number;
  readonly tableRequests: number;
  readonly sqs: number;
}

export function costOfSweep(load: SweepLoad, prices: Prices): SweepCost {
  const usd = (item: keyof Prices["items"], amount: number): number =>
    (amount * prices.items[item].usd) / prices.items[item].per;
  return {
    lambda: usd("lambdaRequests", load.invocations) + usd("lambdaGbSecondsArm64", load.gbSeconds),
    logIngestion: tiered(load.logGb, prices.lambdaLogIngestion.tiers),
    s3Reads: usd("s3Reads", load.s3Reads) + usd("s3Lists", load.s3Lists),
    privateBus: usd("customEvents", load.events),
    tableRequests: usd("tableReads", load.tableReads) + usd("tableWrites", load.tableWrites),
    sqs: usd("sqsRequests", load.sqsRequests),
  };
}

/** The quotas that a sweep uses while its queue of requests is full, each in its own unit. */
export const USED_BY_SWEEP = {
  concurrency: (load: SweepLoad, measured: Measured, given: Assumptions) =>
    (load.perSecond * (billedMs(measured, given).warmMs + recordingMs(measured, given))) / 1000,
  putEvents: ({ events, buckets, perSecond }: SweepLoad) => (perSecond * events) / buckets,
  invocations: ({ perSecond }: SweepLoad) => 2 * perSecond,
  logPuts: ({ perSecond }: SweepLoad) => 2 * perSecond,
  tableWrites: ({ tableWrites, buckets, perSecond }: SweepLoad) => (perSecond * tableWrites) / buckets,
  stsRequests: ({ assumeRoles, durationMs }: SweepLoad) => (assumeRoles * 1000) / durationMs,
} as const;
