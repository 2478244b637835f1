import { costOf, type Cost } from "./cost";
import { FIGURES } from "./figures";
import { loadOf } from "./load";
import { count, table, usd } from "./markdown";

const { assumptions, measured, prices } = FIGURES;

const HEARTBEATS_A_DAY = 24;

/** As many places that all functions have warm instances and sessions. */
const PLACES = 1000;

const load = {
  ...loadOf({ accounts: PLACES, changesADay: HEARTBEATS_A_DAY }, measured, assumptions),
  // A verdict that never changes opens no finding.
  transitions: 0,
};
const cost = costOf(load, prices, assumptions);

const priced = (item: "schedules" | "s3Lists" | "trailCopies" | "snsPublishes"): number =>
  (load.changes * prices.items[item].usd) / prices.items[item].per;

const sumOf = (...lines: readonly (keyof Cost)[]): number => lines.reduce((sum, line) => sum + cost[line], 0);

/** USD a month of all places. */
const PARTS: Readonly<Record<string, number>> = {
  "EventBridge Scheduler, beyond 14 million a month (member pays)": priced("schedules"),
  "S3, the call (member pays)": priced("s3Lists"),
  "EventBridge, to the central bus (member pays)": sumOf("eventBridge"),
  "S3 reads of the judge (member pays)": sumOf("s3Reads"),
  "Lambda, requests and duration, arm64": sumOf("lambdaRequests", "lambdaDuration"),
  "CloudWatch Logs, written and kept": sumOf("logIngestion", "logStorage"),
  "SNS, published and filtered out": priced("snsPublishes"),
  "EventBridge, private bus": sumOf("privateBus"),
  "DynamoDB, the register's requests": sumOf("tableRequests"),
};

/** What heartbeats cost, by what is paid for, for one region of one account and for many. */
export function heartbeatTable(): string {
  const all = Object.values(PARTS).reduce((sum, part) => sum + part, 0);
  const cells = (amount: number) => [`$${(amount / PLACES).toFixed(4)}`, usd(amount)];
  return table([
    [
      `USD a month, ${count(HEARTBEATS_A_DAY)} heartbeats a day`,
      "an account and region",
      `${count(PLACES)} of them`,
    ],
    ...Object.entries(PARTS).map(([name, amount]) => [name, ...cells(amount)]),
    ["**all**", ...cells(all).map((cell) => `**${cell}**`)],
    [
      "with each trail that logs management events beside the first (member pays)",
      ...cells(priced("trailCopies")),
    ],
  ]);
}
