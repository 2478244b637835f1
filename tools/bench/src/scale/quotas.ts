import { s3AccessChangePattern } from "@security-auto/events";
import { policyDocument } from "@security-auto/iam-policy";
import { letOrganizationPutEvents } from "@security-auto/policies";
import type { Load } from "./load";
import type quotas from "./data/quotas.json";

export type RateQuota = keyof typeof quotas.rates;

/** How much of each quota a load uses in its busiest second. */
export const USED = {
  snsMail: ({ peakPerSecond }) => peakPerSecond,
  stsRequests: ({ peakPerSecond, assumeRoles, changes }) =>
    changes === 0 ? 0 : (peakPerSecond * assumeRoles) / changes,
  securityHubImports: ({ peakPerSecond, transitions, changes }) =>
    changes === 0 ? 0 : (peakPerSecond * transitions) / changes,
  tableWrites: ({ peakPerSecond, tableWrites, changes }) =>
    changes === 0 ? 0 : (peakPerSecond * tableWrites) / changes,
  concurrency: ({ peakConcurrency }) => peakConcurrency,
  logPuts: ({ peakPerSecond }) => peakPerSecond,
  snsPublishes: ({ peakPerSecond }) => peakPerSecond,
  putEvents: ({ peakPerSecond }) => peakPerSecond,
  invocations: ({ peakPerSecond }) => 3 * peakPerSecond,
} as const satisfies Record<RateQuota, (load: Load) => number>;

/** No workload beyond this is looked at: changes a day, all accounts together. */
const MOST = 1e12;

/**
 * The smallest number of changes a day, all accounts together, at which the busiest second uses up the quota.
 *
 * @param loadAt - the load of so many changes a day
 * @returns `undefined` when no load does
 */
export function reachedAt(
  quota: RateQuota,
  limit: number,
  loadAt: (changesADay: number) => Load,
): number | undefined {
  const reaches = (changes: number): boolean => USED[quota](loadAt(changes)) >= limit;
  let enough = 1;
  while (!reaches(enough)) {
    enough *= 2;
    if (enough > MOST) return undefined;
  }
  let short = Math.floor(enough / 2);
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (reaches(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}

const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";

/** Characters of the bus policy: with the organization's id, and of one statement that names one account. */
export function busPolicySize(): { readonly organization: number; readonly perAccount: number } {
  const statement = letOrganizationPutEvents({
    eventBusArn: BUS,
    organizationId: "o-exampleorg1",
    forwarded: {
      sources: s3AccessChangePattern.source,
      roleArns: "arn:aws:iam::*:role/security-auto-s3-forward-*",
    },
  });
  const { Effect, Action, Resource } = statement;
  const named = { Effect, Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action, Resource };
  return {
    organization: JSON.stringify(policyDocument(statement)).length,
    perAccount: JSON.stringify(named).length,
  };
}
