import { costOf, total, type Cost } from "./cost";
import { FIGURES, WORKLOADS, type Workload } from "./figures";
import { loadOf, type Load } from "./load";
import { count, percent, short, table, usd } from "./markdown";

const { assumptions, measured, prices } = FIGURES;

export const loads = WORKLOADS.map((workload) => loadOf(workload, measured, assumptions));
const costs = loads.map((load) => costOf(load, prices, assumptions));

export const workloadName = ({ accounts, changesADay }: Workload): string =>
  `${count(accounts)} x ${count(changesADay)}`;
const head = (first: string): readonly string[] => [first, ...WORKLOADS.map(workloadName)];

const LOAD_ROWS = {
  "changes a month": ({ changes }) => count(changes),
  "changes a second, average": ({ changesPerSecond }) => short(changesPerSecond),
  "changes a second, busiest": ({ peakPerSecond }) => short(peakPerSecond),
  "cold starts, share of events": ({ coldStarts, changes }) =>
    percent(changes === 0 ? 0 : coldStarts / changes),
  "instances at once, busiest": ({ peakConcurrency }) => short(peakConcurrency),
  "Lambda GB-s": ({ gbSeconds }) => count(gbSeconds),
  "S3 reads": ({ s3Reads }) => count(s3Reads),
  "AssumeRole calls": ({ assumeRoles }) => count(assumeRoles),
  "log, GB written": ({ logGb }) => short(logGb),
  "log, GB kept after a year": ({ storedLogGb }) => short(storedLogGb),
  "mails to each address, for each change": ({ changes }) => count(changes),
  "transitions of findings": ({ transitions }) => count(transitions),
  "read units of the register": ({ tableReads }) => count(tableReads),
  "write units of the register": ({ tableWrites }) => count(tableWrites),
} as const satisfies Record<string, (load: Load) => string>;

export function loadTable(): string {
  const rows = Object.entries(LOAD_ROWS).map(([name, show]) => [name, ...loads.map(show)]);
  return table([head("a month"), ...rows]);
}

const COST_ROWS = {
  eventBridge: "EventBridge, to the central bus (member pays)",
  lambdaRequests: "Lambda requests",
  lambdaDuration: "Lambda duration, arm64",
  logIngestion: "CloudWatch Logs, written",
  logStorage: "CloudWatch Logs, kept for a year",
  metricsAndAlarm: "CloudWatch metrics and alarms",
  s3Reads: "S3 reads (member pays)",
  sts: "STS",
  sns: "SNS, a mail for each change",
  sqs: "SQS, failure queue",
  privateBus: "EventBridge, private bus",
  tableRequests: "DynamoDB, the register's requests",
  tableStorage: "DynamoDB, storage and point-in-time recovery",
  findingMessages: "SNS, a message for each transition of a finding",
  securityHub: "Security Hub, a finding for each transition",
} as const satisfies Record<keyof Cost, string>;

export function costTable(): string {
  const lines = Object.keys(COST_ROWS) as (keyof Cost)[];
  return table([
    head("USD a month"),
    ...lines.map((line) => [COST_ROWS[line], ...costs.map((cost) => usd(cost[line]))]),
    ["**all**", ...costs.map((cost) => `**${usd(total(cost))}**`)],
    ["all, without a mail for each change", ...costs.map((cost) => usd(total(cost) - cost.sns))],
    [
      "for a million changes",
      ...costs.map((cost, at) => usd((total(cost) / (loads[at]?.changes ?? 1)) * 1e6)),
    ],
  ]);
}

export function priceTable(): string {
  const { date, region, items, lambdaLogIngestion } = prices;
  const rows = Object.values(items).map(({ what, usd: price, per, unit, source, checked }) => [
    what,
    `$${price} / ${count(per)} ${unit}`,
    `[${new URL(source).pathname.split("/")[1] ?? ""}](${source})`,
    checked,
  ]);
  const tiers = lambdaLogIngestion.tiers.map(({ usdPerGb }) => `$${usdPerGb}`).join(", ");
  const ingestion = [
    lambdaLogIngestion.what,
    `${tiers} / GB`,
    `[cloudwatch](${lambdaLogIngestion.source})`,
    lambdaLogIngestion.checked,
  ];
  return `Prices of ${date}, ${region}.\n\n${table([["what", "price", "page", "checked"], ...rows, ingestion])}`;
}

export function assumptionTable(): string {
  const rows = Object.entries(assumptions).map(([name, { value, because }]) => [
    name,
    because,
    String(value),
  ]);
  return table([["assumption", "why", "value"], ...rows]);
}

export function measuredTable(): string {
  const [{ warmMs, coldMs } = { warmMs: 0, coldMs: 0 }] = loads;
  const { machine } = measured;
  const where = `Measured on ${measured.date}: Node ${measured.node}, ${machine.platform}, ${machine.cpu}, ${machine.cores} cores; ${measured.events.cold} cold and ${measured.events.warm} warm judged events.`;
  const rows = [
    ["initialization, cold", `${short(measured.initMs)} ms`],
    ["first event, cold", `${short(measured.coldMs)} ms`],
    ["one event, warm", `${short(measured.warmMs)} ms`],
    ["most memory", `${short(measured.maxMemoryMb)} MB`],
    ["log of one event, with what CloudWatch adds to each line", `${count(measured.logBytes)} bytes`],
    ["S3 reads of one event", short(measured.s3Calls)],
    ["an assessment", `${count(measured.assessmentBytes)} bytes`],
    ["recording it where no finding changes, warm", `${short(measured.recording.warmMs)} ms`],
    ["log of recording it", `${count(measured.recording.logBytes)} bytes`],
    [
      "reads and writes of the register for it",
      `${measured.recording.reads} and ${measured.recording.writes}`,
    ],
    ["counted as billed on Lambda, warm", `${short(warmMs)} ms`],
    ["counted as billed on Lambda, cold", `${short(coldMs)} ms`],
  ];
  return `${where}\n\n${table([["measured", "value"], ...rows])}`;
}

export function filterTable(): string {
  const share = assumptions.accessChangeShare.value;
  const rows = WORKLOADS.map((workload, at) => {
    const changes = loads[at]?.changes ?? 0;
    const all = loadOf({ ...workload, changesADay: workload.changesADay / share }, measured, assumptions);
    const [withFilter, without] = [costs[at], costOf(all, prices, assumptions)];
    const bridge = withFilter?.eventBridge ?? 0;
    return [
      workloadName(workload),
      count(changes),
      count(all.changes),
      usd(bridge),
      usd(without.eventBridge),
      usd(without.eventBridge - bridge),
      short(all.peakPerSecond),
    ];
  });
  const titles = [
    "accounts x changes a day",
    "forwarded",
    "all management events",
    "EventBridge, forwarded",
    "EventBridge, all",
    "saved",
    "events/s at the bus, all, busiest",
  ];
  return table([titles, ...rows]);
}
