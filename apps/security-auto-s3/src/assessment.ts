import type { Assessment } from "@security-auto/assessment";
import type { S3AccountChange } from "@security-auto/events";
import type { AccountBlockReading, BucketReading, BucketTarget } from "@security-auto/s3-reader";
import {
  ACCOUNT_BLOCK_NOT_ASKED,
  type BucketFacts,
  type Facet,
  type FacetState,
  type Invariant,
  judgeBucket,
  overallVerdict,
} from "@security-auto/s3-exposure";
import { type Cause, causedByChange } from "./cause";

/** How each read ended that was made. */
function statesOf(facets: BucketFacts["facets"]): Readonly<Record<string, FacetState>> {
  const entries: readonly (readonly [string, Facet<unknown> | undefined])[] = Object.entries(facets);
  return Object.fromEntries(
    entries.flatMap(([name, facet]) =>
      facet === undefined || facet === ACCOUNT_BLOCK_NOT_ASKED ? [] : [[name, facet.state]],
    ),
  );
}

/** Judges a bucket by what was read of it. `observedAt` is when reading began: state is never older. */
export function assessBucket(
  cause: Cause,
  target: BucketTarget,
  facts: BucketFacts,
  { observedAt, invariants }: { readonly observedAt: Date; readonly invariants: readonly Invariant[] },
): Assessment {
  const { bucket, ...judged } = judgeBucket(facts, { invariants, now: observedAt });
  return {
    ...cause,
    accountId: target.accountId,
    region: facts.region ?? target.region,
    scope: "bucket",
    bucket,
    observedAt: observedAt.toISOString(),
    ...judged,
    verdict: overallVerdict(judged.invariants),
    facets: statesOf(facts.facets),
  };
}

/** A bucket that was deleted: nobody can access it, and nothing is wrong with that. */
export function assessGone(
  cause: Cause,
  { accountId, region, bucket }: BucketTarget,
  { observedAt }: Extract<BucketReading, { kind: "gone" }>,
): Assessment {
  return {
    ...cause,
    accountId,
    region,
    scope: "bucket",
    bucket,
    observedAt: observedAt.toISOString(),
    gone: true,
    policyIsPublic: false,
    isPublic: false,
    objects: "not-public",
    exposure: { atLeast: "private", atMost: "private" },
    evidence: [
      { source: "bucket", statement: null, grants: [], because: "there is no such bucket any more" },
    ],
    invariants: [],
    findings: [],
    verdict: "holds",
    facets: {},
  };
}

/** A change for every bucket of an account: its own block is logged, its buckets are not judged one by one. */
export function assessAccount(
  change: S3AccountChange,
  { block, observedAt }: AccountBlockReading,
): Assessment {
  const { accountId, region } = change;
  return {
    ...causedByChange(change),
    accountId,
    region,
    scope: "account",
    bucket: null,
    observedAt: observedAt.toISOString(),
    accountPublicAccessBlock: block.state === "present" ? block.value : null,
    isPublic: "unknown",
    objects: "unknown",
    exposure: { atLeast: "private", atMost: "public" },
    evidence: [
      {
        source: "account public access block",
        statement: null,
        grants: [],
        because:
          "it applies to every bucket of the account, and none of them is judged here: one that only this block kept closed may be open now. Assessing each bucket of the account would settle it",
      },
    ],
    invariants: [],
    findings: [],
    verdict: "unknown",
    facets: { accountPublicAccessBlock: block.state },
  };
}
