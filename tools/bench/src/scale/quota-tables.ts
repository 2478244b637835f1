import { type Assumptions, FIGURES, WORKLOADS } from "./figures";
import { loads, workloadName } from "./cost-tables";
import { loadOf } from "./load";
import { count, percent, short, table } from "./markdown";
import { busPolicySize, reachedAt, USED, type RateQuota } from "./quotas";

const { assumptions, measured, quotas } = FIGURES;

/** The organization for which the tables show when a quota is reached. */
const ACCOUNTS = 10_000;

/** Rate quotas, the one reached first on top. */
export function quotaTable(): string {
  const ids = Object.keys(quotas.rates) as RateQuota[];
  const found = ids.map((id) => ({ id, quota: quotas.rates[id], reached: changesUntil(id) }));
  const rows = found
    .sort((a, b) => a.reached - b.reached)
    .map(({ id, quota, reached }) => [
      `[${quota.what}](${quota.source})`,
      `${count(quota.limit)} ${quota.unit}${quota.raised ? "" : ", fixed"}`,
      reached === Infinity ? "never" : count(reached),
      ...loads.slice(2).map((load) => percent(USED[id](load) / quota.limit)),
      quota.then,
      quota.checked,
    ]);
  const titles = WORKLOADS.slice(2).map((workload) => `used by ${workloadName(workload)}`);
  return table([["quota", "default", "reached at, changes a day", ...titles, "then", "checked"], ...rows]);
}

/** Changes a day, all accounts together, at which a quota is reached. */
function changesUntil(id: RateQuota, given: Assumptions = assumptions): number {
  const loadAt = (changes: number) =>
    loadOf({ accounts: ACCOUNTS, changesADay: changes / ACCOUNTS }, measured, given);
  return reachedAt(id, quotas.rates[id].limit, loadAt) ?? Infinity;
}

/** Why an instance keeps so many sessions, in a sentence. */
export function stsLine(): string {
  const few = 100;
  const million = (changes: number): string => `${short(changes / 1_000_000)} million`;
  const kept = assumptions.sessionsKept.value;
  const now = changesUntil("stsRequests");
  const then = changesUntil("stsRequests", { ...assumptions, sessionsKept: { value: few } });
  return (
    `**STS is the quota after mail and Security Hub**, reached at some ${million(now)} changes a day. An instance of the function keeps the sessions of ` +
    `${count(kept)} accounts (2 KB each); if it kept ${few}, ${million(then)} would reach it, since nearly each event would assume its role anew.`
  );
}

export function sizeTable(): string {
  const { stackInstances, busPolicyCharacters, eventBytes } = quotas.sizes;
  const regions = assumptions.regions.value;
  const policy = busPolicySize();
  const rows = [
    [
      `[stack instances of one stack set](${stackInstances.source})`,
      count(stackInstances.limit),
      count(ACCOUNTS * regions),
      `${count(stackInstances.limit / regions)} accounts in ${regions} regions`,
    ],
    [
      `[characters of the bus policy](${busPolicyCharacters.source})`,
      count(busPolicyCharacters.limit),
      count(policy.organization),
      `never: \`aws:PrincipalOrgID\` names the organization; a statement for each account would end at ${count(Math.floor(busPolicyCharacters.limit / policy.perAccount))} accounts`,
    ],
    [
      `[bytes of one event](${eventBytes.source})`,
      count(eventBytes.limit),
      count(measured.eventBytes),
      "a bucket policy has at most 20 KB; CloudTrail omits what is too large",
    ],
  ];
  return table([["quota", "default", `used at ${count(ACCOUNTS)} accounts`, "reached at"], ...rows]);
}

/** What it changes that an instance of the function keeps as many sessions as it does. */
export function sessionTable(): string {
  const workload = { accounts: ACCOUNTS, changesADay: 1000 };
  const rows = [100, 1000, assumptions.sessionsKept.value].map((value) => {
    const load = loadOf(workload, measured, { ...assumptions, sessionsKept: { value } });
    const perSecond = USED.stsRequests(load);
    return [
      count(value),
      percent(load.assumeRoles / load.changes),
      short(perSecond),
      percent(perSecond / quotas.rates.stsRequests.limit),
    ];
  });
  return table([
    ["sessions kept", "events that assume a role", "a second, busiest", "of the quota"],
    ...rows,
  ]);
}

/** S3 does not publish how many reads of a bucket's configuration it takes. */
export function unpublishedLine(): string {
  const largest = loads[loads.length - 1];
  const perAccount = ((largest?.peakPerSecond ?? 0) * measured.s3Calls) / ACCOUNTS;
  return `At ${workloadName(WORKLOADS[WORKLOADS.length - 1] ?? { accounts: 0, changesADay: 0 })} that is ${short(perAccount)} reads a second and member account in the busiest second.`;
}
