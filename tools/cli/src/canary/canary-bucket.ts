import { randomBytes } from "node:crypto";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

/** A bucket of a member account that is made to be changed once. */
export interface CanaryBucket {
  readonly name: string;
  /** The member account. */
  readonly account: string;
  readonly region: string;
}

/** Its name tells whoever finds it what it is. */
export const canaryBucket = (account: string, region: string): CanaryBucket => ({
  name: `security-auto-canary-${account}-${randomBytes(4).toString("hex")}`,
  account,
  region,
});

/**
 * Makes the bucket: empty, and private as every new one is. The name is its own, so one that is there was made by an attempt whose answer
 * was lost.
 */
export async function makeBucket({ name, region }: CanaryBucket, s3: S3Client): Promise<void> {
  // The SDK's list of regions is behind AWS's. us-east-1 is where a bucket is made that names none.
  const LocationConstraint = region as BucketLocationConstraint;
  const located = region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint } };
  await unless("BucketAlreadyOwnedByYou", s3.send(new CreateBucketCommand({ Bucket: name, ...located })));
}

/**
 * Makes the one change, which changes nobody's access.
 *
 * @returns when it was made, in ms since 1970
 */
export async function changeBucket({ name, account }: CanaryBucket, s3: S3Client): Promise<number> {
  const TagSet = [{ Key: "security-auto-canary", Value: "changed" }];
  const at = Date.now();
  await s3.send(
    new PutBucketTaggingCommand({ Bucket: name, ExpectedBucketOwner: account, Tagging: { TagSet } }),
  );
  return at;
}

/** Deletes the bucket, where it is there. */
export async function deleteBucket({ name, account }: CanaryBucket, s3: S3Client): Promise<void> {
  await unless(
    "NoSuchBucket",
    s3.send(new DeleteBucketCommand({ Bucket: name, ExpectedBucketOwner: account })),
  );
}

/** A call that may end as one kind of error. */
async function unless(name: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== name) throw error;
  }
}
