import type { BucketFacts } from "../bucket-facts";
import type { Evidence } from "../evidence";
import { exceeds } from "../exposure";
import { type BucketExposure, exposureOfBucket } from "../exposure-of-bucket";
import { whyUnread } from "../facet";
import { applies, type Applies } from "./applies";
import { exceptedAccounts, exceptionsFor } from "./exception";
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
  /** Only where it applies by a tag of the bucket. */
  readonly byTag?: true;
  /** Only where it does not apply for want of a tag: the tag, and what the verdict on the bucket would be with it. */
  readonly ifTagged?: { readonly tag: string; readonly verdict: Verdict; readonly because: string };
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

function judgeInvariant(invariant: Invariant, judging: Judged): InvariantVerdict {
  const about = applies(invariant, judging.facts);
  if (about.outcome !== "no") {
    const isByTag = about.outcome === "yes" && about.byTag;
    return { ...judgeApplying(invariant, about, judging), ...(isByTag && { byTag: true }) };
  }
  const verdict = { ...because("holds", `does not apply: ${about.because}`), name: invariant.name };
  const { missingTag: tag } = about;
  if (tag === undefined) return verdict;
  const tagged = judgeApplying(invariant, { outcome: "yes", byTag: true }, judging);
  return { ...verdict, ifTagged: { tag, verdict: tagged.verdict, because: tagged.because } };
}

function judgeApplying(
  invariant: Invariant,
  about: Exclude<Applies, { outcome: "no" }>,
  judging: Judged,
): InvariantVerdict {
  const { facts, judged, now } = withExcepted(invariant, judging);
  const asked = [...exposureAsked(invariant, judged), ...objectsAsked(invariant, judged)];
  const open = asked.filter(({ verdict }) => verdict !== "holds");
  if (open.length === 0) return { ...together(asked), name: invariant.name };

  const excused = excuse(invariant, facts, now);
  if (excused.valid !== undefined)
    return { ...because("holds", excused.valid, judged.evidence.atMost), name: invariant.name };
  const { verdict, because: why, evidence } = together(open);
  return about.outcome === "maybe"
    ? {
        name: invariant.name,
        verdict: "unknown",
        because: `${about.because}; ${together(open.map(({ atMost }) => atMost)).because}${excused.note}`,
        evidence: [...tagsEvidence(facts), ...together(open.map(({ atMost }) => atMost)).evidence],
      }
    : { name: invariant.name, verdict, because: `${why}${excused.note}`, evidence };
}

/** Accounts that are excepted count as of the organization. */
function withExcepted(invariant: Invariant, judging: Judged): Judged {
  const { facts, now } = judging;
  const { organization } = facts;
  const excepted = exceptedAccounts(invariant, facts, now);
  if (organization === undefined || excepted.length === 0) return judging;
  const accounts = [...(organization.accounts ?? []), ...excepted];
  const inside = { ...facts, organization: { ...organization, accounts } };
  return { facts, judged: exposureOfBucket(inside, { now }), now };
}

type Answer = Omit<InvariantVerdict, "name">;

/** What an invariant asks of a bucket, answered; `atMost` says what cannot be excluded. */
interface Asked extends Answer {
  readonly atMost: Answer;
}

const because = (verdict: Verdict, why: string, evidence: readonly Evidence[] = []): Answer => ({
  verdict,
  because: why,
  evidence,
});

function together(answers: readonly Answer[]): Answer {
  return because(
    overallVerdict(answers),
    answers.map((answer) => answer.because).join("; "),
    answers.flatMap(({ evidence }) => evidence),
  );
}

function exposureAsked({ exposure: limit }: Invariant, judged: BucketExposure): readonly Asked[] {
  if (limit === undefined) return [];
  const { exposure, evidence } = judged;
  const atMost = because("unknown", comparedWithLimit("atMost", judged, limit), evidence.atMost);
  if (!exceeds(exposure.atMost, limit)) {
    const why = `exposure is at most ${exposure.atMost}, the limit is ${limit}`;
    return [{ ...because("holds", why, evidence.atMost), atMost }];
  }
  return exceeds(exposure.atLeast, limit)
    ? [{ ...because("violates", comparedWithLimit("atLeast", judged, limit), evidence.atLeast), atMost }]
    : [{ ...atMost, atMost }];
}

const VERDICT_ON_OBJECTS = {
  "not-public": "holds",
  "can-be-public": "violates",
  unknown: "unknown",
} as const;

function objectsAsked({ objects: asked }: Invariant, { objects: judged }: BucketExposure): readonly Asked[] {
  if (asked === undefined) return [];
  const { objects, evidence } = judged;
  const why = `objects are ${objects === "unknown" ? "not known to be not-public" : objects}: ${evidence.map((one) => one.because).join("; ")}`;
  const answer = because(VERDICT_ON_OBJECTS[objects], why, evidence);
  return [{ ...answer, atMost: { ...answer, verdict: "unknown" } }];
}

function comparedWithLimit(
  end: "atLeast" | "atMost",
  { exposure, evidence }: BucketExposure,
  limit: string,
): string {
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
