import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  Permission,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { AclParameters } from "../settings/s3-parameters";
import type { S3Write } from "../settings/s3-write";

export type WriteToS3 = (write: S3Write) => Promise<void>;

/**
 * Makes the calls of a plan, or of its undo, by a client in the bucket's region and with a session of its account.
 *
 * @throws what the client throws; S3 refuses each call where the bucket is not this account's
 */
export function s3Writer(client: S3Client, account: string, signal?: AbortSignal): WriteToS3 {
  const options = { ...(signal !== undefined && { abortSignal: signal }) };
  return async (write) => {
    const bucket = { Bucket: write.parameters.Bucket, ExpectedBucketOwner: account };
    switch (write.call) {
      case "PutBucketAcl": {
        const AccessControlPolicy = aclOf(write.parameters.AccessControlPolicy);
        await client.send(new PutBucketAclCommand({ ...bucket, AccessControlPolicy }), options);
        return;
      }
      case "PutBucketPolicy":
        await client.send(
          new PutBucketPolicyCommand({ ...bucket, Policy: write.parameters.Policy }),
          options,
        );
        return;
      case "DeleteBucketPolicy":
        await client.send(new DeleteBucketPolicyCommand(bucket), options);
        return;
      case "PutPublicAccessBlock": {
        const { PublicAccessBlockConfiguration } = write.parameters;
        await client.send(
          new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration }),
          options,
        );
        return;
      }
      case "DeletePublicAccessBlock":
        await client.send(new DeletePublicAccessBlockCommand(bucket), options);
    }
  };
}

const aclOf = ({ Owner, Grants }: AclParameters) => ({
  Owner,
  Grants: Grants.map(({ Grantee, Permission: written }) => ({
    Grantee,
    Permission: permissionOf(written),
  })),
});

function permissionOf(text: string): Permission {
  const permission = Object.values(Permission).find((one) => one === text);
  if (permission === undefined)
    throw new TypeError(
      `an ACL can not be written with the permission ${text}, which S3's API does not have`,
    );
  return permission;
}
