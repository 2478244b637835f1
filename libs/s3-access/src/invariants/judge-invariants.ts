import type { BucketFacts } from "../bucket-facts";
import type { Evidence } from "../evidence";
import { exceeds } from "../exposure";
import type { BucketExposure } from "../exposure-of-bucket";
import { whyUnread } from "../facet";
import { applies } from "./applies";
import { exceptionsFor } from "./exception";
import type { Invariant } from "./invariant";

export type Verdict = "holds" | "violates" | "unknown";

/** What is to be said of one invariant for one bucket. */
export interface InvariantVerdict {
  readonly name: string;
  readonly verdict: Verdict;
  /** In words for a person. */
  readonly because: string;
  /** What decided it; empty when the invariant is not about the bucket. */
  readonly evidence: readonly Evidence[];
}

export interface Judged {
  readonly facts: BucketFacts;
  readonly judged: BucketExposure;
  readonly now: Date;
}

/** Holds a bucket to a list of invariants. */
export function judgeInvariants(
  invariants: readonly Invariant[],
  about: Judged,
): readonly InvariantVerdict[] {
  return invariants.map((invariant) => judgeInvariant(invariant, about));
}

/** The verdict on all: the worst there is, where a violation is worse than not knowing. */
export function overallVerdict(verdicts: readonly Pick<InvariantVerdict, "verdict">[]): Verdict {
  if (verdicts.some(({ verdict }) => verdict === "violates")) return "violates";
  return verdicts.some(({ verdict }) => verdict === "unknown") ? "unknown" : "holds";
}

function judgeInvariant(invariant: Invariant, { facts, judged, now }: Judged): InvariantVerdict {
  const { name, exposure: limit } = invariant;
  const { exposure, evidence } = judged;
  const say = (verdict: Verdict, because: string, found: readonly Evidence[]): InvariantVerdict => ({
    name,
    verdict,
    because,
    evidence: found,
  });

  const about = applies(invariant, facts);
  if (about.outcome === "no") return say("holds", `does not apply: ${about.because}`, []);
  if (!exceeds(exposure.atMost, limit))
    return say("holds", `exposure is at most ${exposure.atMost}, the limit is ${limit}`, evidence.atMost);

  const excused = excuse(invariant, facts, now);
  if (excused.valid !== undefined) return say("holds", excused.valid, evidence.atMost);
  if (about.outcome === "maybe")
    return say("unknown", `${about.because}; ${reaches("atMost", judged, limit)}${excused.note}`, [
      ...tagsEvidence(facts),
      ...evidence.atMost,
    ]);
  return exceeds(exposure.atLeast, limit)
    ? say("violates", `${reaches("atLeast", judged, limit)}${excused.note}`, evidence.atLeast)
    : say("unknown", `${reaches("atMost", judged, limit)}${excused.note}`, evidence.atMost);
}

function reaches(end: "atLeast" | "atMost", { exposure, evidence }: BucketExposure, limit: string): string {
  const how = end === "atLeast" ? "is at least" : "may be";
  const decided = evidence[end][0];
  const why =
    decided === undefined ? "" : `: ${decided.source}${named(decided.statement)}, ${decided.because}`;
  return `exposure ${how} ${exposure[end]}, the limit is ${limit}${why}`;
}

function named(statement: string | null): string {
  return statement === null ? "" : ` "${statement}"`;
}

function excuse(
  invariant: Invariant,
  facts: BucketFacts,
  now: Date,
): { readonly valid: string | undefined; readonly note: string } {
  const { valid, expired } = exceptionsFor(invariant, facts, now);
  // A bucket nobody could read the tags of may be a more sensitive one than the exception was made for.
  const unread = whyUnread(facts.facets.tags);
  if (valid !== undefined && unread === undefined)
    return { valid: `excepted until ${valid.expires} by ${valid.owner}: ${valid.reason}`, note: "" };
  if (valid !== undefined)
    return {
      valid: undefined,
      note: `; the exception of ${valid.owner} does not count while the tags are not known: ${unread ?? ""}`,
    };
  return {
    valid: undefined,
    note: expired === undefined ? "" : `; the exception of ${expired.owner} ended on ${expired.expires}`,
  };
}

function tagsEvidence({ facets: { tags } }: BucketFacts): readonly Evidence[] {
  const because = whyUnread(tags);
  return because === undefined ? [] : [{ source: "tags", statement: null, grants: [], because }];
}
