import { exact, type IdentityPolicy, policyDocument } from "@security-auto/iam-policy";
import type { S3Write } from "./settings/s3-write";

interface Permission {
  /** IAM's name, which is not always the API's. */
  readonly action: `s3:${string}`;
  /** Absent: both plans and undo make the call. */
  readonly undoOnly?: true;
  readonly because: string;
}

/**
 * Every call that may write to a bucket, with the permission it needs. The role that remediates is made from it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const WRITES = {
  PutPublicAccessBlock: {
    action: "s3:PutBucketPublicAccessBlock",
    because: "has S3 ignore public ACLs, or limit a public policy to the bucket owner's account",
  },
  PutBucketPolicy: {
    action: "s3:PutBucketPolicy",
    because: "adds a Deny for everyone outside, or takes public statements out",
  },
  PutBucketAcl: {
    action: "s3:PutBucketAcl",
    because: "takes grants to those outside out of the ACL",
  },
  DeleteBucketPolicy: {
    action: "s3:DeleteBucketPolicy",
    undoOnly: true,
    because:
      "a bucket that had no policy has none again: never a fix, since it would take protective Denies away",
  },
  DeletePublicAccessBlock: {
    action: "s3:PutBucketPublicAccessBlock",
    undoOnly: true,
    because: "a bucket that had no public access block has none again",
  },
} as const satisfies Readonly<Record<S3Write["call"], Permission>>;

export type WriteAction = (typeof WRITES)[S3Write["call"]]["action"];

/** All that the role which remediates must be allowed, each once. */
export const WRITE_ACTIONS: readonly WriteAction[] = [
  ...new Set(Object.values(WRITES).map(({ action }) => action)),
];

/**
 * The session policy for applying or undoing one plan: these calls on one bucket of one account, and nothing else.
 *
 * @example
 * ```ts
 * const Policy = JSON.stringify(sessionPolicyFor({ bucketArn, account }, steps.map(({ call }) => call)));
 * await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName, DurationSeconds: 900, Policy }));
 * ```
 */
export function sessionPolicyFor(
  { bucketArn, account }: { readonly bucketArn: string; readonly account: string },
  calls: readonly S3Write["call"][],
): IdentityPolicy {
  return policyDocument({
    Effect: "Allow",
    Action: [...new Set(calls.map((call) => WRITES[call].action))],
    Resource: exact(bucketArn, "bucket ARN"),
    Condition: { StringEquals: { "aws:ResourceAccount": exact(account, "account id") } },
  });
}
