import { type BucketTarget, needsAccountBlock, type Refusal, type S3Reader } from "@security-auto/s3-reader";
import { type BucketFacts, delegatesToAccessPoints } from "@security-auto/s3-exposure";

export interface FurtherReading {
  readonly facts: BucketFacts;
  readonly refusals: readonly Refusal[];
  /** Requests to S3 Control. */
  readonly requests: number;
}

/**
 * Reads what else the verdict on a bucket depends on: its access points, where its policy delegates to them, then the account's
 * own block. For most buckets it is neither.
 *
 * @throws what reading throws when AWS gave no answer
 */
export async function readFurther(
  { accountId }: BucketTarget,
  facts: BucketFacts,
  reader: S3Reader,
  signal: AbortSignal,
): Promise<FurtherReading> {
  const points = await withAccessPoints(accountId, facts, reader, signal);
  if (!needsAccountBlock(points.facts)) return points;
  const { block, refusals, requests } = await reader.readAccountBlock(accountId, { signal });
  return {
    facts: withFacets(points.facts, { accountPublicAccessBlock: block }),
    refusals: [...points.refusals, ...refusals],
    requests: points.requests + requests,
  };
}

async function withAccessPoints(
  accountId: string,
  facts: BucketFacts,
  reader: S3Reader,
  signal: AbortSignal,
): Promise<FurtherReading> {
  const { name: bucket, region } = facts;
  if (region === undefined || !delegatesToAccessPoints(facts)) return { facts, refusals: [], requests: 0 };
  const reading = await reader.readAccessPoints({ bucket, accountId, region }, { signal });
  const { accessPoints, refusals, requests } = reading;
  return { facts: withFacets(facts, { accessPoints }), refusals, requests };
}

function withFacets(facts: BucketFacts, more: Partial<BucketFacts["facets"]>): BucketFacts {
  return { ...facts, facets: { ...facts.facets, ...more } };
}
