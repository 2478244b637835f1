import { type BucketFacts, describeBucket } from "../src";

/** The bucket all tables are about. */
export const BUCKET = {
  name: "tidepool-ledger",
  account: "210987654321",
  region: "us-west-2",
  organization: { id: "o-tide1234pl", accounts: ["210987654321", "310987654321"] },
} as const;

export const BUCKET_ARN = `arn:aws:s3:::${BUCKET.name}`;

/** The sample bucket with something else about it. */
export function sampleBucket(more: object = {}): BucketFacts {
  const described = describeBucket({ ...BUCKET, ...more });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return described.data;
}
