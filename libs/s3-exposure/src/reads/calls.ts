import { type ReadAction, READS, READS_OF_ACCESS_POINTS } from "./read-actions";

/** A read as a call of AWS, and what it is good for. */
export interface ReadCall {
  /** The permission that it needs, and that no other read needs. */
  readonly action: ReadAction;
  readonly service: "S3" | "S3 Control";
  /** The API's name for it, which is not always IAM's. */
  readonly operation: string;
  readonly because: string;
}

const BECAUSE: Readonly<Record<ReadAction, string>> = {
  "s3:GetBucketAcl": "grants of the ACL allow others access",
  "s3:GetBucketPolicy": "the policy says whom it allows, and under which conditions",
  "s3:GetBucketPolicyStatus": "AWS's own answer to whether the policy is public",
  "s3:GetBucketTagging": "tags decide which invariants a bucket is held to",
  "s3:GetBucketLocation": "an event may name another region than the bucket's",
  "s3:GetBucketPublicAccessBlock": "the bucket's block hides public grants and cuts public policies off",
  "s3:GetBucketOwnershipControls": "with BucketOwnerEnforced the ACL does not count",
  "s3:GetAccountPublicAccessBlock": "the account's block applies to each of its buckets",
  "s3:ListAccessPoints": "a bucket policy may leave to the access points whom they allow",
  "s3:GetAccessPoint": "the access point's own block cuts public policies off",
  "s3:GetAccessPointPolicy": "the policy says whom the access point allows, and under which conditions",
  "s3:GetAccessPointPolicyStatus": "AWS's own answer to whether the access point's policy is public",
};

const { accountPublicAccessBlock, ...ofBucket } = READS;
const ofS3 = Object.values(ofBucket);
const ofS3Control = [accountPublicAccessBlock, ...Object.values(READS_OF_ACCESS_POINTS)];

/** Every read of a bucket, of its access points and of its account. */
export const READ_CALLS: readonly ReadCall[] = [
  ...ofS3.map((read): ReadCall => ({ ...read, service: "S3", because: BECAUSE[read.action] })),
  ...ofS3Control.map((read): ReadCall => ({ ...read, service: "S3 Control", because: BECAUSE[read.action] })),
];
