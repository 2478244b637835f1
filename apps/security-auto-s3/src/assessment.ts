import type { S3AccountChange, S3Change } from "@security-auto/events";
import {
  ACCOUNT_BLOCK_NOT_ASKED,
  type AccountBlockReading,
  type BucketReading,
} from "@security-auto/s3-access";
import {
  type BucketFacts,
  type Facet,
  type FacetState,
  type Invariant,
  judgeBucket,
  overallVerdict,
} from "@security-auto/s3-access/judging";
import type { assessResource } from "./assess-resource";

/** What the function answers about a change beside the body: who can reach the bucket now, and is that allowed. */
export type Assessment = ReturnType<
  typeof assessBucket | typeof assessGone | typeof assessAccount | typeof assessResource
>;

/** A change that leads to judging one bucket: of the bucket itself, or of an access point whose bucket is named. */
export type BucketInChange = S3Change & { readonly bucket: string };

/** What an assessment repeats of its change. */
export const changeSummary = ({ changeId, call, actor, accountId, region, eventTime }: S3Change) => ({
  changeId,
  call,
  actor,
  accountId,
  region,
  eventTime,
});

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
  change: BucketInChange,
  facts: BucketFacts,
  { observedAt, invariants }: { readonly observedAt: Date; readonly invariants: readonly Invariant[] },
) {
  const { bucket, ...judged } = judgeBucket(facts, { invariants, now: observedAt });
  return {
    ...changeSummary(change),
    scope: "bucket",
    bucket,
    region: facts.region ?? change.region,
    observedAt: observedAt.toISOString(),
    ...judged,
    verdict: overallVerdict(judged.invariants),
    facets: statesOf(facts.facets),
  } as const;
}

/** A bucket that is no longer there: nobody reaches it, and nothing is wrong with that. */
export function assessGone(change: BucketInChange, { observedAt }: Extract<BucketReading, { kind: "gone" }>) {
  return {
    ...changeSummary(change),
    scope: "bucket",
    bucket: change.bucket,
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
  } as const;
}

/** A change for every bucket of an account: its own block is told, its buckets are not judged one by one. */
export function assessAccount(change: S3AccountChange, { block, observedAt }: AccountBlockReading) {
  return {
    ...changeSummary(change),
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
  } as const;
}
