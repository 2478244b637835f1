/** Facts about one S3 call that can change who reaches a bucket. */
export interface S3AccessCallFacts {
  /** The part of the access configuration the call can change. */
  readonly changes: "bucket" | "acl" | "policy" | "public access block" | "ownership" | "tags";
  /** `account`: the call changes every bucket of an account and names none. */
  readonly scope: "bucket" | "account";
  /** The request parameter that names the bucket; `null` for a call of account scope. */
  readonly namedBy: "bucketName" | "resourceArn" | null;
}

/**
 * Every S3 call that can change who reaches a bucket, under the name CloudTrail gives it. That name is not always
 * the API's: the API's `PutPublicAccessBlock` is recorded as `PutBucketPublicAccessBlock` or
 * `PutAccountPublicAccessBlock`. Tags are here because they decide which invariants a bucket is held to, and
 * because S3 can grant by tag.
 *
 * The rule pattern, the types and the table in the README are all made from this one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const S3_ACCESS_CALLS = {
  CreateBucket: { changes: "bucket", scope: "bucket", namedBy: "bucketName" },
  DeleteBucket: { changes: "bucket", scope: "bucket", namedBy: "bucketName" },
  PutBucketAcl: { changes: "acl", scope: "bucket", namedBy: "bucketName" },
  PutBucketPolicy: { changes: "policy", scope: "bucket", namedBy: "bucketName" },
  DeleteBucketPolicy: { changes: "policy", scope: "bucket", namedBy: "bucketName" },
  PutBucketPublicAccessBlock: {
    changes: "public access block",
    scope: "bucket",
    namedBy: "bucketName",
  },
  DeleteBucketPublicAccessBlock: {
    changes: "public access block",
    scope: "bucket",
    namedBy: "bucketName",
  },
  PutAccountPublicAccessBlock: { changes: "public access block", scope: "account", namedBy: null },
  DeleteAccountPublicAccessBlock: {
    changes: "public access block",
    scope: "account",
    namedBy: null,
  },
  PutBucketOwnershipControls: { changes: "ownership", scope: "bucket", namedBy: "bucketName" },
  DeleteBucketOwnershipControls: { changes: "ownership", scope: "bucket", namedBy: "bucketName" },
  PutBucketTagging: { changes: "tags", scope: "bucket", namedBy: "bucketName" },
  DeleteBucketTagging: { changes: "tags", scope: "bucket", namedBy: "bucketName" },
  TagResource: { changes: "tags", scope: "bucket", namedBy: "resourceArn" },
  UntagResource: { changes: "tags", scope: "bucket", namedBy: "resourceArn" },
} as const satisfies Readonly<Record<string, S3AccessCallFacts>>;

type Calls = typeof S3_ACCESS_CALLS;

/** The name of a call in {@link S3_ACCESS_CALLS}. */
export type S3AccessCall = keyof Calls;

/** The calls that change an account as a whole. */
export type S3AccountAccessCall = {
  [Call in S3AccessCall]: Calls[Call]["scope"] extends "account" ? Call : never;
}[S3AccessCall];

/** The calls that change one bucket. */
export type S3BucketAccessCall = Exclude<S3AccessCall, S3AccountAccessCall>;

/** Whether a call recorded by CloudTrail (`detail.eventName`) can change who reaches a bucket. */
export function isS3AccessCall(eventName: string): eventName is S3AccessCall {
  return Object.hasOwn(S3_ACCESS_CALLS, eventName);
}

/** Whether a call changes an account as a whole. */
export function isAccountCall(call: S3AccessCall): call is S3AccountAccessCall {
  return S3_ACCESS_CALLS[call].scope === "account";
}
