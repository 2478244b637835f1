import { exact } from "../arn/exact";
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

/**
 * The six, whether the bucket's ACL counts at all, and the block on its whole account.
 * `s3:GetAccountPublicAccessBlock` is the IAM action of S3 Control's GetPublicAccessBlock.
 */
export const ACCESS_READS = [
  ...BUCKET_READS,
  "s3:GetBucketOwnershipControls",
  "s3:GetAccountPublicAccessBlock",
] as const;

export type BucketRead = (typeof ACCESS_READS)[number];

/**
 * May read the access configuration of any bucket: which one is known only when an event comes.
 *
 * With `resourceAccount` only of that account's buckets: another account's bucket policy may let
 * the role in as it likes, the role still may not.
 *
 * @example
 * readBuckets({ reads: ACCESS_READS, resourceAccount: "111122223333" });
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function readBuckets({
  reads = BUCKET_READS,
  resourceAccount,
}: {
  /** Default: {@link BUCKET_READS}. */
  readonly reads?: readonly BucketRead[];
  /** Twelve digits. Default: buckets of any account. */
  readonly resourceAccount?: string;
} = {}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: reads,
    Resource: "*",
    ...(resourceAccount !== undefined && {
      Condition: { StringEquals: { "aws:ResourceAccount": exact(resourceAccount, "account id") } },
    }),
  };
}
