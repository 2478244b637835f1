import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  type ListedS3AccessCall,
  listS3AccessCalls,
  type S3AccountAccessCall,
  type S3BucketAccessCall,
} from "@security-auto/events";
import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import type { World } from "./world";

/** What a write is made with: the clients of somebody who owns the account's data. */
export interface DataOwner {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly s3: S3Client;
  /** S3 Control's calls on the account's own block. */
  readonly accountBlock: (method: "PUT" | "DELETE") => Promise<unknown>;
}

type Write = (owner: DataOwner) => Promise<unknown>;

const BLOCK = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

/** The calls that the local S3 takes, in an order in which each can be made. */
const WRITES = {
  CreateBucket: ({ s3, bucket: Bucket, region }) =>
    s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(region !== "us-east-1" && {
          CreateBucketConfiguration: { LocationConstraint: region as "us-west-2" },
        }),
      }),
    ),
  PutBucketTagging: ({ s3, bucket: Bucket }) =>
    s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "team", Value: "tide" }] } })),
  DeleteBucketTagging: ({ s3, bucket: Bucket }) => s3.send(new DeleteBucketTaggingCommand({ Bucket })),
  PutBucketOwnershipControls: ({ s3, bucket: Bucket }) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
      }),
    ),
  PutBucketAcl: ({ s3, bucket: Bucket }) => s3.send(new PutBucketAclCommand({ Bucket, ACL: "private" })),
  DeleteBucketOwnershipControls: ({ s3, bucket: Bucket }) =>
    s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
  PutBucketPublicAccessBlock: ({ s3, bucket: Bucket }) =>
    s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: BLOCK })),
  DeleteBucketPublicAccessBlock: ({ s3, bucket: Bucket }) =>
    s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
  PutBucketPolicy: ({ s3, bucket: Bucket, region }) =>
    s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Resource: `${bucketArn({ partition: partitionOf(region), name: Bucket })}/*`,
            },
          ],
        }),
      }),
    ),
  PutAccountPublicAccessBlock: ({ accountBlock }) => accountBlock("PUT"),
  DeleteAccountPublicAccessBlock: ({ accountBlock }) => accountBlock("DELETE"),
  DeleteBucketPolicy: ({ s3, bucket: Bucket }) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
  DeleteBucket: ({ s3, bucket: Bucket }) => s3.send(new DeleteBucketCommand({ Bucket })),
  // S3 Control's calls on tags: the local cloud has none, so their events are put as CloudTrail would.
  TagResource: null,
  UntagResource: null,
  // Calls that the local S3 does not take either.
  PutBucketAbac: null,
  PutBucketRequestPayment: null,
} as const satisfies Record<S3BucketAccessCall | S3AccountAccessCall, Write | null>;

/** One call of the table. */
interface TableCall extends Pick<ListedS3AccessCall, "service" | "call"> {
  /** `null` where only the call's event can be put. */
  readonly write: Write | null;
}

const writeOf = new Map<string, Write | null>(Object.entries(WRITES));
const inOrder = [...writeOf.keys()];

/** Every call of the table, those that can be made in an order in which each can. */
export const CALLS: readonly TableCall[] = listS3AccessCalls()
  .map(({ service, call }) => ({
    service,
    call,
    write: service === "s3" ? (writeOf.get(call) ?? null) : null,
  }))
  .sort((a, b) => orderOf(a) - orderOf(b));

function orderOf({ service, call }: TableCall): number {
  const place = service === "s3" ? inOrder.indexOf(call) : -1;
  return place === -1 ? inOrder.length : place;
}

/** Somebody with every permission in an account, and a bucket to be. */
export function dataOwner(world: World, account: string, bucket: string): DataOwner {
  const { cloud, region } = world;
  const credentials = cloud.credentials({ accountId: account, roleName: "DataOwner" });
  return {
    account,
    region,
    bucket,
    s3: new S3Client({ region, endpoint: cloud.endpoints.s3, forcePathStyle: true, credentials }),
    accountBlock: async (method) => {
      // The SDK puts the account before the host, which an address does not allow; signatures are not verified here.
      const { accessKeyId, sessionToken = "" } = credentials;
      const answer = await fetch(`${cloud.endpoints.s3Control}/v20180820/configuration/publicAccessBlock`, {
        method,
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
          "x-amz-security-token": sessionToken,
          "x-amz-account-id": account,
        },
        ...(method === "PUT" && { body: ACCOUNT_BLOCK }),
      });
      if (!answer.ok)
        throw new Error(`${method} of the account's block: ${answer.status} ${await answer.text()}`);
    },
  };
}

const ACCOUNT_BLOCK =
  '<PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>';
