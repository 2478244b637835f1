import {
  type S3Client,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";

/** An S3 call, as CloudTrail names it, and what makes it. */
export interface Call {
  readonly name: string;
  /** Makes the call; a call that is refused, or changes nothing, is only sent as an event. */
  readonly make?: (s3: S3Client, bucket: string) => Promise<unknown>;
  /** Opens the bucket: made on an emulator only. */
  readonly opens?: true;
  readonly errorCode?: string;
  readonly readOnly?: true;
}

/** Calls that the rule has to leave out: a read, a change of something else, a change that was refused. */
export const UNMATCHED: readonly Call[] = [
  { name: "GetBucketPolicyStatus", readOnly: true },
  { name: "DeleteBucketPolicy", errorCode: "AccessDenied" },
  {
    name: "PutBucketVersioning",
    make: (s3, Bucket) =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } })),
  },
];

export const TAGGED: Call = {
  name: "PutBucketTagging",
  make: (s3, Bucket) =>
    s3.send(
      new PutBucketTaggingCommand({
        Bucket,
        Tagging: { TagSet: [{ Key: "classification", Value: "sensitive" }] },
      }),
    ),
};

export const OPENED: Call = {
  name: "PutBucketPolicy",
  opens: true,
  make: async (s3, Bucket) => {
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const Statement = [
      {
        Sid: "Downloads",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
      },
    ];
    await s3.send(
      new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
    );
  },
};

/** Sent while the function cannot start. */
export const UNLUCKY: Call = {
  name: "DeleteBucketTagging",
  make: (s3, Bucket) => s3.send(new DeleteBucketTaggingCommand({ Bucket })),
};

/** Sent when it can again. */
export const RECOVERED: Call = {
  name: "PutBucketOwnershipControls",
  make: (s3, Bucket) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      }),
    ),
};
