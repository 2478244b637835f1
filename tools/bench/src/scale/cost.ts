import type { Assumptions, Prices } from "./figures";
import type { Load } from "./load";

/** USD a month, by what it is paid for. */
export interface Cost {
  readonly eventBridge: number;
  readonly lambdaRequests: number;
  readonly lambdaDuration: number;
  readonly logIngestion: number;
  readonly logStorage: number;
  readonly metricsAndAlarm: number;
  readonly s3Reads: number;
  readonly sts: number;
  readonly sns: number;
  readonly sqs: number;
  readonly privateBus: number;
  readonly tableRequests: number;
  readonly tableStorage: number;
  readonly findingMessages: number;
  readonly securityHub: number;
}

/** A transition is published for people to read, and for chat. */
const CHANNELS_OF_SNS = 2;

export function costOf(load: Load, prices: Prices, given: Assumptions): Cost {
  const usd = (item: keyof Prices["items"], amount: number): number =>
    (amount * prices.items[item].usd) / prices.items[item].per;
  return {
    eventBridge: usd("crossAccountEvents", load.changes),
    lambdaRequests: usd("lambdaRequests", 2 * load.changes),
    lambdaDuration: usd("lambdaGbSecondsArm64", load.gbSeconds + load.recordingGbSeconds),
    logIngestion: tiered(load.logGb, prices.lambdaLogIngestion.tiers),
    logStorage: usd("logStorage", load.storedLogGb),
    metricsAndAlarm:
      usd("customMetrics", load.changes === 0 ? 0 : metrics(given)) + usd("alarms", given.alarms.value),
    s3Reads: usd("s3Reads", load.s3Reads),
    sts: usd("stsRequests", load.assumeRoles),
    sns: usd("snsPublishes", load.changes) + usd("snsMails", load.mails),
    sqs: usd("sqsRequests", load.deadLetters),
    privateBus: usd("customEvents", load.changes + load.transitions),
    tableRequests: usd("tableReads", load.tableReads) + usd("tableWrites", load.tableWrites),
    tableStorage: usd("tableStorage", load.tableGb) + usd("tableRecovery", load.tableGb),
    findingMessages:
      usd("snsPublishes", CHANNELS_OF_SNS * load.transitions) + usd("snsMails", load.findingMails),
    securityHub: usd("securityHubFindings", load.transitions),
  };
}

/** One custom metric for each metric and value of its dimension: the number of accounts and buckets does not matter. */
function metrics({ metricsPerVerdict, verdicts, metricsOfRegister }: Assumptions): number {
  return metricsPerVerdict.value * verdicts.value + metricsOfRegister.value;
}

export function total(cost: Cost): number {
  return Object.values<number>({ ...cost }).reduce((sum, usd) => sum + usd, 0);
}

/** What an amount costs when each tier has a price of its own; `upToGb: null` is the last one. */
export function tiered(
  gb: number,
  tiers: readonly { readonly upToGb: number | null; readonly usdPerGb: number }[],
): number {
  let from = 0;
  let usd = 0;
  for (const { upToGb, usdPerGb } of tiers) {
    const to = Math.min(gb, upToGb ?? Infinity);
    usd += Math.max(0, to - from) * usdPerGb;
    from = Math.max(from, to);
  }
  return usd;
}
