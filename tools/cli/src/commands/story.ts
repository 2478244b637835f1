import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import type { LocalCloud } from "@security-auto/local-cloud";

const BUCKET = "ledger-archive";
const ACCOUNT = "444455556666";
const REGION = "us-west-2";

const opened = (sid: string, principal: unknown) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: sid,
        Effect: "Allow",
        Principal: principal,
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${BUCKET}/*`,
      },
    ],
  });

/** One write to the local S3, made with the real SDK by somebody in a member account. */
export interface Chapter {
  readonly title: string;
  readonly write: (s3: S3Client) => Promise<unknown>;
}

/** A sensitive bucket of a member account is opened step by step, and closed again. */
export const STORY: readonly Chapter[] = [
  {
    title: "A bucket tagged sensitive is opened to an account outside the organization",
    write: (s3) =>
      s3.send(
        new PutBucketPolicyCommand({
          Bucket: BUCKET,
          Policy: opened("Auditors", { AWS: "arn:aws:iam::222233334444:root" }),
        }),
      ),
  },
  {
    title: "The same bucket is opened to everyone",
    write: (s3) => s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: opened("Downloads", "*") })),
  },
  {
    title: "The policy is taken away again",
    write: (s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket: BUCKET })),
  },
];

/** The SDK as a data owner in the member account would use it, against the local S3. */
export function dataOwner(cloud: LocalCloud): S3Client {
  return new S3Client({
    region: REGION,
    endpoint: cloud.endpoints.s3,
    forcePathStyle: true,
    credentials: cloud.credentials({
      accountId: ACCOUNT,
      roleName: "DataOwner",
      sessionName: "ada.okafor@example.com",
    }),
  });
}
