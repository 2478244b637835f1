import type { IdentityStatement } from "../policy-document";

/**
 * The six facts of a bucket that decide who reaches it. `s3:GetBucketPublicAccessBlock` is the
 * IAM action of the API call GetPublicAccessBlock.
 */
export const BUCKET_READS = [
  "s3:GetBucketAcl",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketTagging",
  "s3:GetBucketLocation",
  "s3:GetBucketPublicAccessBlock",
] as const;

export type BucketRead = (typeof BUCKET_READS)[number];

/** May read the access configuration of any bucket: which one is known only when an event comes. */
export function readBuckets(): IdentityStatement {
  return { Effect: "Allow", Action: BUCKET_READS, Resource: "*" };
}
