import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/**
 * The six facts of a bucket that decide who can access it. `s3:GetBucketPublicAccessBlock` is the
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

/** The six, and whether the bucket's ACL counts at all. */
export const ACCESS_READS = [...BUCKET_READS, "s3:GetBucketOwnershipControls"] as const;

/**
 * Reads of S3 Control whose subject is an account: its own block, and the access points it owns.
 * `s3:GetAccountPublicAccessBlock` is the IAM action of S3 Control's GetPublicAccessBlock.
 */
export const ACCOUNT_READS = [
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAccessPoints",
  "s3:GetAccessPoint",
] as const;

export const ACCESS_POINT_READS = ["s3:GetAccessPointPolicy", "s3:GetAccessPointPolicyStatus"] as const;

export type BucketRead = (typeof ACCESS_READS)[number];

/**
 * May read the access configuration of any bucket: which one is known only when an event comes.
 *
 * With `resourceAccount` only of that account's buckets: another account's bucket policy may allow
 * the role as it likes, the role still may not.
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

/**
 * May write to the access configuration of any bucket of one account. It is for a role whose every session is narrowed, by a session policy,
 * to one bucket.
 *
 * @example
 * writeBuckets({ writes: ["s3:PutBucketPolicy"], resourceAccount: "111122223333" });
 */
export function writeBuckets({
  writes,
  resourceAccount,
}: {
  readonly writes: readonly `s3:${string}`[];
  /** Twelve digits. */
  readonly resourceAccount: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: writes.map((action) => exact(action, "action")),
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceAccount": exact(resourceAccount, "account id") } },
  };
}

/**
 * May read the public access block of one account, and which access points it owns. These actions work on no resource
 * that has an ARN, so it is S3's own key for the owner that stands in the condition: AWS lists `s3:ResourceAccount` for each of
 * them, and `aws:ResourceAccount` for none.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function readAccount({
  accountId,
}: {
  /** Twelve digits. */
  readonly accountId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ACCOUNT_READS,
    Resource: "*",
    Condition: { StringEquals: { "s3:ResourceAccount": exact(accountId, "account id") } },
  };
}

/**
 * May list the buckets of one account. As with {@link readAccount} the action works on no resource, and has S3's own key for the owner.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function listBuckets({
  accountId,
}: {
  /** Twelve digits. */
  readonly accountId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "s3:ListAllMyBuckets",
    Resource: "*",
    Condition: { StringEquals: { "s3:ResourceAccount": exact(accountId, "account id") } },
  };
}

/**
 * May read the policies of access points.
 *
 * @example
 * readAccessPointPolicies({ accessPointArn: "arn:aws:s3:*:111122223333:accesspoint/*" });
 */
export function readAccessPointPolicies({
  accessPointArn,
}: {
  readonly accessPointArn: string;
}): IdentityStatement {
  return { Effect: "Allow", Action: ACCESS_POINT_READS, Resource: accessPointArn };
}

/**
 * May set the public access block of one bucket, as long as it is of one account. `s3:PutBucketPublicAccessBlock` is the IAM action of the
 * API call PutPublicAccessBlock.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function blockPublicAccess({
  bucketArn,
  resourceAccount,
}: {
  readonly bucketArn: string;
  /** Twelve digits. */
  readonly resourceAccount: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "s3:PutBucketPublicAccessBlock",
    Resource: exact(bucketArn, "bucket ARN"),
    Condition: { StringEquals: { "aws:ResourceAccount": exact(resourceAccount, "account id") } },
  };
}
