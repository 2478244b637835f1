import {
  DeleteBucketPolicyCommand,
  HeadBucketCommand,
  PutBucketPolicyCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { CredentialsFor, LocalCloud } from "@security-auto/local-cloud";

const BUCKET = "ledger-archive";
const ACCOUNT = "444455556666";
const REGION = "us-west-2";

const LISTING = { Action: "s3:ListBucket", Resource: `arn:aws:s3:::${BUCKET}` };

/** What somebody's own account lets him do. */
const LIST_ANY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" }],
};

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

const MEMBER = "777788889999";
const FOREIGN = "222233334444";

/** With remediation enforced: the same bucket is opened to both a member of the organization and an account outside. */
export const ENFORCED: readonly Chapter[] = [
  {
    title:
      "In an environment that enforces, the same bucket is opened to an account of the organization and to one outside",
    write: (s3) =>
      s3.send(
        new PutBucketPolicyCommand({
          Bucket: BUCKET,
          Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Sid: "Ledger", Effect: "Allow", Principal: { AWS: MEMBER }, ...LISTING },
              { Sid: "Auditors", Effect: "Allow", Principal: { AWS: FOREIGN }, ...LISTING },
            ],
          }),
        }),
      ),
  },
];

/** Who may list the bucket now, found out by real calls. */
export function listers(cloud: LocalCloud): Promise<readonly string[]> {
  return Promise.all(
    [MEMBER, FOREIGN].map(async (accountId) => {
      const says = (await mayList(cloud, BUCKET, accountId)) ? "lists the bucket" : "is refused (403)";
      return `account ${accountId} ${says}`;
    }),
  );
}

/** Whether S3 has somebody list a bucket whose own account lets him list any. */
export async function mayList(cloud: LocalCloud, bucket: string, accountId: string): Promise<boolean> {
  const s3 = s3As(cloud, { accountId, userName: "reader", policies: [LIST_ANY] });
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 403) throw error;
    return false;
  } finally {
    s3.destroy();
  }
}

/** The SDK as a data owner in the member account would use it, against the local S3. */
export function dataOwner(cloud: LocalCloud): S3Client {
  return s3As(cloud, { accountId: ACCOUNT, roleName: "DataOwner", sessionName: "ada.okafor@example.com" });
}

/** The SDK as somebody would use it, against the local S3. */
export function s3As(cloud: LocalCloud, who: CredentialsFor): S3Client {
  return new S3Client({
    region: REGION,
    endpoint: cloud.endpoints.s3,
    forcePathStyle: true,
    credentials: cloud.credentials(who),
  });
}
