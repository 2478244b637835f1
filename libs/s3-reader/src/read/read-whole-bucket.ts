import { type BucketFacts, furtherReads, type Organization } from "@security-auto/s3-exposure";
import { readAccountBlock } from "./read-account-block";
import { type BucketReading, readBucketAlone, type ReadBucketAloneOptions } from "./read-bucket";
import type { BucketTarget } from "./read-rounds";
import type { Transport } from "../aws/transport";

export interface ReadWholeBucketOptions extends ReadBucketAloneOptions {
  readonly transport: Transport;
  /** Of this function: the account's block is read there. */
  readonly homeRegion: string;
  readonly organization: Organization | undefined;
}

/**
 * Reads a bucket, and then what else its exposure depends on: its access points, and the block of its account. For most buckets
 * it is neither.
 *
 * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
 */
export async function readWholeBucket(
  target: BucketTarget,
  options: ReadWholeBucketOptions,
): Promise<BucketReading> {
  const reading = await readBucketAlone(target, options);
  if (reading.kind === "gone") return reading;
  const { organization, roles, transport, signal, now, homeRegion } = options;
  const facts: BucketFacts = { ...reading.facts, organization };
  const { accessPoints, accountBlock } = furtherReads(facts, reading.observedAt);
  const { region = target.region } = facts;
  const [points, block] = await Promise.all([
    accessPoints ? readPoints({ ...target, region }, options) : undefined,
    accountBlock
      ? readAccountBlock(target.accountId, { roles, region: homeRegion, transport, now, signal })
      : undefined,
  ]);
  return {
    ...reading,
    facts: {
      ...facts,
      facets: {
        ...facts.facets,
        ...(points !== undefined && { accessPoints: points.accessPoints }),
        ...(block !== undefined && { accountPublicAccessBlock: block.block }),
      },
    },
    refusals: [...reading.refusals, ...(points?.refusals ?? []), ...(block?.refusals ?? [])],
    requests: reading.requests + (points?.requests ?? 0) + (block?.requests ?? 0),
  };
}

// Few buckets need it.
async function readPoints(target: BucketTarget, { roles, transport, signal }: ReadWholeBucketOptions) {
  const { readAccessPoints } = await import("./read-access-points");
  return readAccessPoints(target, { roles, transport, signal });
}
