import type { Assessment, ExposedAt } from "@security-auto/assessment";
import type { PutFacet, S3Change } from "@security-auto/events";
import {
  type BucketFacts,
  type FacetName,
  failed,
  furtherReads,
  type Invariant,
  judgeBucket,
  settingsThatRefuse,
} from "@security-auto/s3-exposure";
import type { BucketReading, Refusal, S3Reader } from "@security-auto/s3-reader";
import { factsAsPut } from "./facets-put";

export interface ExposedAtOptions {
  readonly reader: Pick<S3Reader, "readAccountBlock">;
  readonly invariants: readonly Invariant[];
  readonly signal: AbortSignal;
}

/** What a call opened and no longer stands, and what it took to find out. */
export interface Exposed {
  readonly exposedAt?: ExposedAt;
  readonly refusals: readonly Refusal[];
  readonly requests: number;
}

const NOTHING: Exposed = { refusals: [], requests: 0 };

/**
 * Judges a bucket as the change left it, where it is no longer so: a bucket that is opened and closed within seconds is found closed, and
 * was open. What else decides is taken as it is now, so only what was violated for certain counts. But where what else decides would have
 * refused the call, it was changed too, and is not known: there, what may have been violated counts as well.
 *
 * @throws what reading throws when AWS gave no answer
 */
export async function exposedByChange(
  change: S3Change,
  { facts, observedAt }: Extract<BucketReading, { kind: "read" }>,
  now: Pick<Assessment, "invariants">,
  { reader, invariants, signal }: ExposedAtOptions,
): Promise<Exposed> {
  const { eventTime } = change;
  const put = change.scope === "bucket" && new Date(eventTime) < observedAt ? change.put : undefined;
  const asPut = put && factsAsPut(facts, put);
  if (put === undefined || asPut === undefined) return NOTHING;
  if (asPut === facts && settingsThatRefuse(put.facet, facts.facets).length === 0) return NOTHING;
  const { then, changed, refusals, requests } = await readThen(asPut, put, {
    reader,
    at: observedAt,
    signal,
  });
  const judged = judgeBucket(then, { invariants, now: new Date(eventTime) });
  const verdictsNow = new Map(now.invariants.map(({ name, verdict }) => [name, verdict]));
  const opened = judged.invariants.flatMap(({ name, verdict, because }) => {
    const verdictNow = verdictsNow.get(name);
    const wasViolated = verdict === "violates" && verdictNow !== "violates";
    const mayHaveBeen = verdict === "unknown" && changed.length > 0 && verdictNow === "holds";
    return wasViolated || mayHaveBeen
      ? [{ name, verdict, because: `${because}; ${basis(changed, observedAt)}` }]
      : [];
  });
  const exposedAt = { eventTime, exposure: judged.exposure, invariants: opened };
  return { ...(opened.length > 0 && { exposedAt }), refusals, requests };
}

/** What the verdict goes by, beside what the call put. */
function basis(changed: readonly FacetName[], observedAt: Date): string {
  const names = changed.map((name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  const unknown =
    names.length === 0
      ? ""
      : `S3 would have refused the call under the ${names.join(" and the ")} read then, so that was changed since; `;
  return `${unknown}the bucket's other settings are taken as they were read at ${observedAt.toISOString()}`;
}

const CHANGED = failed("it was changed since the call");

/** What is known of the bucket at the time of the call. A closed bucket's exposure does not depend on its account's block: it is read here. */
async function readThen(
  asPut: BucketFacts,
  put: PutFacet,
  { reader, at, signal }: Pick<ExposedAtOptions, "reader" | "signal"> & { readonly at: Date },
) {
  const first = withoutRefusing(asPut, put);
  const { accountId } = asPut;
  if (accountId === undefined || !furtherReads(first.then, at).accountBlock) return { ...NOTHING, ...first };
  const { block, refusals, requests } = await reader.readAccountBlock(accountId, { signal });
  const whole = { ...asPut, facets: { ...asPut.facets, accountPublicAccessBlock: block } };
  return { ...withoutRefusing(whole, put), refusals, requests };
}

/** Settings that would have refused the call were changed since. What they were is not known. */
function withoutRefusing(facts: BucketFacts, { facet }: PutFacet) {
  const changed = settingsThatRefuse(facet, facts.facets);
  const unknown = Object.fromEntries(changed.map((setting) => [setting, CHANGED]));
  return { then: { ...facts, facets: { ...facts.facets, ...unknown } }, changed };
}
