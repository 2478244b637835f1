import type { Assessment, ExposedAt } from "@security-auto/assessment";
import type { S3Change } from "@security-auto/events";
import { type BucketFacts, furtherReads, type Invariant, judgeBucket } from "@security-auto/s3-exposure";
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
 * was open. What else decides is taken as it is now, so only what was violated for certain counts.
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
  if (asPut === undefined) return NOTHING;
  const { whole, refusals, requests } = await withAccountBlock(asPut, { reader, at: observedAt, signal });
  const then = judgeBucket(whole, { invariants, now: new Date(eventTime) });
  const violatedNow = new Set(violatedIn(now.invariants).map(({ name }) => name));
  const violated = violatedIn(then.invariants)
    .filter(({ name }) => !violatedNow.has(name))
    .map(({ name, because }) => ({
      name,
      because: `${because}; the bucket's other settings are taken as they were read at ${observedAt.toISOString()}`,
    }));
  const exposedAt = { eventTime, exposure: then.exposure, invariants: violated };
  return { ...(violated.length > 0 && { exposedAt }), refusals, requests };
}

const violatedIn = (invariants: Assessment["invariants"]) =>
  invariants.filter(({ verdict }) => verdict === "violates");

/** A closed bucket's exposure does not depend on its account's block, so that may not have been read. */
async function withAccountBlock(
  facts: BucketFacts,
  { reader, at, signal }: Pick<ExposedAtOptions, "reader" | "signal"> & { readonly at: Date },
) {
  const { accountId } = facts;
  if (accountId === undefined || !furtherReads(facts, at).accountBlock) return { ...NOTHING, whole: facts };
  const { block, refusals, requests } = await reader.readAccountBlock(accountId, { signal });
  const whole = { ...facts, facets: { ...facts.facets, accountPublicAccessBlock: block } };
  return { whole, refusals, requests };
}
