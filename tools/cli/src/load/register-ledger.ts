import type { BucketState, FindingItem, Item } from "@security-auto/register";
import { isOpen } from "@security-auto/register";
import type { BucketAssessment } from "./recorded-assessments";

/** What was announced while assessments were recorded. */
export interface Announced {
  /** "S3 Finding Changed" on the private bus. */
  readonly events: number;
  /** Texts of the mails. */
  readonly mails: readonly string[];
}

/**
 * What of a register is not as the latest assessment of each bucket has it, and what was not announced exactly once. Empty when all is.
 */
export function registerProblems(
  assessments: readonly BucketAssessment[],
  items: readonly Item[],
  { events, mails }: Announced,
): readonly string[] {
  const states = items.filter((item): item is BucketState => item.item === "bucket-state");
  const findings = items.filter((item): item is FindingItem => item.item === "finding");
  const transitions = findings.reduce((sum, item) => sum + item.transitions, 0);
  const latest = latestOf(assessments);
  const sums: readonly (readonly [what: string, is: number, must: number])[] = [
    ["states of buckets", states.length, latest.size],
    ["events of findings", events, transitions],
    ["mails of findings", mails.length, transitions],
    ["mails that differ", new Set(mails).size, transitions],
    ["transitions still to be announced", findings.flatMap(({ unannounced }) => unannounced).length, 0],
  ];
  return [
    ...sums.flatMap(([what, is, must]) => (is === must ? [] : [`${what}: ${is}, and must be ${must}`])),
    ...states.flatMap(({ bucket, observedAt }) => {
      const must = latest.get(bucket)?.observedAt;
      return observedAt === must
        ? []
        : [`state of ${bucket}: of ${observedAt}, and must be of ${must ?? "none"}`];
    }),
    ...[...latest.values()].flatMap((assessment) => {
      const is = openOf(assessment.bucket, findings);
      const must = openAfter(assessment);
      return is === must ? [] : [`open findings of ${assessment.bucket}: ${is}, and must be ${must}`];
    }),
  ];
}

function latestOf(assessments: readonly BucketAssessment[]): ReadonlyMap<string, BucketAssessment> {
  const latest = new Map<string, BucketAssessment>();
  for (const assessment of assessments) {
    const known = latest.get(assessment.bucket);
    if (known === undefined || known.observedAt < assessment.observedAt)
      latest.set(assessment.bucket, assessment);
  }
  return latest;
}

/** The open findings of a bucket, in a form to compare. */
function openOf(bucket: string, findings: readonly FindingItem[]): string {
  return inWords(
    findings.flatMap((item) =>
      isOpen(item) && item.finding.bucket === bucket
        ? [`${item.finding.invariant ?? item.finding.kind}: ${item.finding.because}`]
        : [],
    ),
  );
}

/** Those that follow from an assessment whatever came before it. */
function openAfter({ invariants }: BucketAssessment): string {
  return inWords(
    invariants.flatMap(({ name, verdict, because }) =>
      verdict === "violates" ? [`${name}: ${because}`] : [],
    ),
  );
}

const inWords = (findings: readonly string[]): string =>
  findings.length === 0 ? "none" : [...findings].sort().join(", ");
