import type { ReadAction } from "./read-actions";

/** A call that this library makes to AWS, and what for. */
export interface AwsCall {
  readonly service: "S3" | "S3 Control" | "STS";
  /** The API's name for it, which is not always IAM's. */
  readonly operation: string;
  /** Where it is made, below `libs/s3-reader/src`. */
  readonly file: string;
  readonly because: string;
}

const READS = "read/s3-reads.ts";
const ACCESS_POINTS = "read/access-point-reads.ts";

/** For each permission that reading needs: the one call that needs it. */
export const CALL_OF_ACTION = {
  "s3:GetBucketAcl": {
    service: "S3",
    operation: "GetBucketAcl",
    file: READS,
    because: "grants of the ACL allow others access",
  },
  "s3:GetBucketPolicy": {
    service: "S3",
    operation: "GetBucketPolicy",
    file: READS,
    because: "the policy says whom it allows, and under which conditions",
  },
  "s3:GetBucketPolicyStatus": {
    service: "S3",
    operation: "GetBucketPolicyStatus",
    file: READS,
    because: "AWS's own answer to whether the policy is public",
  },
  "s3:GetBucketTagging": {
    service: "S3",
    operation: "GetBucketTagging",
    file: READS,
    because: "tags decide which invariants a bucket is held to",
  },
  "s3:GetBucketLocation": {
    service: "S3",
    operation: "GetBucketLocation",
    file: READS,
    because: "an event may name another region than the bucket's",
  },
  "s3:GetBucketPublicAccessBlock": {
    service: "S3",
    operation: "GetPublicAccessBlock",
    file: READS,
    because: "the bucket's block hides public grants and cuts public policies off",
  },
  "s3:GetBucketOwnershipControls": {
    service: "S3",
    operation: "GetBucketOwnershipControls",
    file: READS,
    because: "with BucketOwnerEnforced the ACL does not count",
  },
  "s3:GetAccountPublicAccessBlock": {
    service: "S3 Control",
    operation: "GetPublicAccessBlock",
    file: "read/account-block-call.ts",
    because: "the account's block applies to each of its buckets",
  },
  "s3:ListAccessPoints": {
    service: "S3 Control",
    operation: "ListAccessPoints",
    file: ACCESS_POINTS,
    because: "a bucket policy may leave to the access points whom they allow",
  },
  "s3:GetAccessPoint": {
    service: "S3 Control",
    operation: "GetAccessPoint",
    file: ACCESS_POINTS,
    because: "the access point's own block cuts public policies off",
  },
  "s3:GetAccessPointPolicy": {
    service: "S3 Control",
    operation: "GetAccessPointPolicy",
    file: ACCESS_POINTS,
    because: "the policy says whom the access point allows, and under which conditions",
  },
  "s3:GetAccessPointPolicyStatus": {
    service: "S3 Control",
    operation: "GetAccessPointPolicyStatus",
    file: ACCESS_POINTS,
    because: "AWS's own answer to whether the access point's policy is public",
  },
  "sts:AssumeRole": {
    service: "STS",
    operation: "AssumeRole",
    file: "credentials/assume-role.ts",
    because: "a member account's buckets are read in a role of that account",
  },
} as const satisfies Readonly<Record<ReadAction | "sts:AssumeRole", AwsCall>>;
