import { FIGURES } from "./figures";
import { count, duration, percent, short, table, usd } from "./markdown";
import { costOfSweep, type SweepCost, type SweepLoad, sweepOf, USED_BY_SWEEP } from "./sweep";

const { assumptions, measured, prices, quotas } = FIGURES;

const SIZES = [10_000, 100_000, 1_000_000];
const loads = SIZES.map((buckets) => sweepOf(buckets, measured, assumptions));
const costs = loads.map((load) => costOfSweep(load, prices));

const COST_ROWS = {
  lambda: "Lambda, requests and duration, arm64",
  logIngestion: "CloudWatch Logs, written",
  s3Reads: "S3 reads and lists (member pays)",
  privateBus: "EventBridge, private bus",
  tableRequests: "DynamoDB, the register's requests",
  sqs: "SQS, requests and pages",
} as const satisfies Record<keyof SweepCost, string>;

const LOAD_ROWS = {
  accounts: ({ accounts }) => count(accounts),
  "time until all are judged": ({ durationMs }) => duration(durationMs),
  "buckets judged a second": ({ perSecond }) => short(perSecond),
  "S3 reads": ({ s3Reads }) => count(s3Reads),
  "AssumeRole calls, at most": ({ assumeRoles }) => count(assumeRoles),
} as const satisfies Record<string, (load: SweepLoad) => string>;

const sum = (cost: SweepCost): number =>
  Object.values<number>({ ...cost }).reduce((all, one) => all + one, 0);

/** How long a sweep takes, and what it costs. */
export function sweepTable(): string {
  const lines = Object.keys(COST_ROWS) as (keyof SweepCost)[];
  return table([
    ["one sweep of", ...SIZES.map((buckets) => `${count(buckets)} buckets`)],
    ...Object.entries(LOAD_ROWS).map(([name, show]) => [name, ...loads.map(show)]),
    ...lines.map((line) => [COST_ROWS[line], ...costs.map((cost) => usd(cost[line]))]),
    ["**all**", ...costs.map((cost) => `**${usd(sum(cost))}**`)],
    ["all, daily, a month", ...costs.map((cost) => usd(sum(cost) * assumptions.daysAMonth.value))],
  ]);
}

/** How much of each quota a sweep uses, the most used on top. */
export function sweepQuotaTable(): string {
  const rows = (Object.keys(USED_BY_SWEEP) as (keyof typeof USED_BY_SWEEP)[])
    .map((id) => ({
      quota: quotas.rates[id],
      shares: loads.map((load) => USED_BY_SWEEP[id](load, measured, assumptions) / quotas.rates[id].limit),
    }))
    .sort((one, other) => Math.max(...other.shares) - Math.max(...one.shares))
    .map(({ quota: { what, source, limit, unit }, shares }) => [
      `[${what}](${source})`,
      `${count(limit)} ${unit}`,
      ...shares.map(percent),
    ]);
  const titles = SIZES.map((buckets) => `used by ${count(buckets)}`);
  return table([["quota", "default", ...titles], ...rows]);
}

/** Where the end of a sweep comes before its last bucket. */
export function longestSweepLine(): string {
  const [{ perSecond } = { perSecond: 0 }] = loads.slice(-1);
  const buckets = perSecond * assumptions.sweepEndsAfterHours.value * 3600;
  const inAccount = assumptions.bucketsPerSecond.value * assumptions.sweepEndsAfterHours.value * 3600;
  return (
    `A sweep ends after ${assumptions.sweepEndsAfterHours.value} hours at the latest and names what is missing: that is met at some ${short(buckets / 1e6)} million buckets in all, ` +
    `or ${count(inAccount)} in one account.`
  );
}
