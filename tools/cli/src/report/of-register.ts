import type { Assessment } from "@security-auto/assessment";
import type { Judgement, ReportedFinding } from "@security-auto/report";
import type { BucketState, FindingItem, Item, SweepItem } from "@security-auto/register";
import type { Organization } from "@security-auto/s3-exposure";
import { type About, inOrder, type Reported, type ReportedBucket } from "./reported";

/**
 * What the register knows, from all of its items. What was deleted is left out; what is closed is in it.
 *
 * @param organization - of the environment: the one of a bucket that is described without
 * @param onItem - is told of each item that was read
 */
export async function reportOfRegister(
  items: AsyncIterable<Item>,
  about: About,
  {
    organization,
    onItem = () => undefined,
  }: { readonly organization?: Organization | undefined; readonly onItem?: () => void } = {},
): Promise<Reported> {
  const buckets: ReportedBucket[] = [];
  const findings: ReportedFinding[] = [];
  const actions: Reported["report"]["actions"][number][] = [];
  const coverage: Reported["report"]["coverage"][number][] = [];
  let sweep: SweepItem | undefined;
  let enforcement: "on" | "off" | undefined;
  for await (const item of items) {
    onItem();
    switch (item.item) {
      case "bucket-state":
        if (item.assessment.gone !== true) buckets.push(bucketOf(item, organization));
        break;
      case "finding":
        findings.push(findingOf(item, about.madeAt));
        break;
      case "action":
        actions.push(item.remediation);
        break;
      case "coverage": {
        const { account, region, checkedAt, checks } = item;
        coverage.push({ account, region, checkedAt, checks });
        break;
      }
      case "sweep":
        if (isLater(item, sweep)) sweep = item;
        break;
      case "control":
        enforcement = item.value;
        break;
      case "suppression":
      case "sweep-account":
      case "sweep-page":
      case "sweep-waiting":
      case "counter":
        break;
    }
  }
  const { rows, details } = inOrder(buckets);
  const ended = sweep === undefined ? undefined : sweepOf(sweep);
  return {
    report: {
      version: "1",
      ...about,
      ...(enforcement !== undefined && { enforcement }),
      buckets: rows,
      findings,
      actions,
      coverage,
      ...(ended !== undefined && { sweep: ended }),
    },
    details,
  };
}

function bucketOf(
  { account, bucket, region, observedAt, assessment, applied }: BucketState,
  organization: Organization | undefined,
): ReportedBucket {
  const { verdict, exposure, described } = assessment;
  return {
    row: [account, bucket, region, verdict, exposure.atLeast, exposure.atMost, observedAt],
    detail: {
      assessment: judgementOf(assessment),
      applied,
      ...(described !== undefined && { described: describedIn(described, organization) }),
    },
  };
}

/** Accounts that are listed are taken for all, unless it is said that they are not. */
function describedIn(described: object, organization: Organization | undefined): string {
  if (organization === undefined) return JSON.stringify(described);
  const { id, accounts, accountsComplete = false } = organization;
  return JSON.stringify({ organization: { id, accounts, accountsComplete }, ...described });
}

function judgementOf({ objects, evidence, invariants, findings, facets, refusals }: Assessment): Judgement {
  return { objects, evidence, invariants, findings, facets, ...(refusals !== undefined && { refusals }) };
}

function findingOf({ finding, transitions, suppressed }: FindingItem, now: string): ReportedFinding {
  const isSuppressed = suppressed !== undefined && Date.parse(suppressed.until) > Date.parse(now);
  return { finding, transitions, ...(isSuppressed && { suppressedUntil: suppressed.until }) };
}

/** Of sweeps of the organization that ended; ids begin with the time. */
function isLater({ account, finishedAt, sweep }: SweepItem, last: SweepItem | undefined): boolean {
  return account === undefined && finishedAt !== undefined && (last === undefined || sweep > last.sweep);
}

function sweepOf({ finishedAt, ...item }: SweepItem): Reported["report"]["sweep"] {
  if (finishedAt === undefined) return undefined;
  const { sweep, reason, startedAt, accounts, suspended, notCovered, moreNotCovered } = item;
  const { listed, assessed, failed, byVerdict } = item;
  return {
    ...{ sweep, reason, startedAt, finishedAt, accounts, suspended, notCovered },
    ...(moreNotCovered !== undefined && { moreNotCovered }),
    ...{ listed, assessed, failed, byVerdict },
  };
}
