import type { BucketFacts } from "@security-auto/s3-exposure";
import type { BucketSettings } from "./bucket-settings";
import { type AclParameters, aclParameters, type BlockParameters, blockParameters } from "./s3-parameters";

/** A call of S3: its API's name, and what the API takes. */
export type S3Write =
  | {
      readonly call: "PutBucketAcl";
      readonly parameters: Bucket & { readonly AccessControlPolicy: AclParameters };
    }
  | { readonly call: "PutBucketPolicy"; readonly parameters: Bucket & { readonly Policy: string } }
  | { readonly call: "DeleteBucketPolicy"; readonly parameters: Bucket }
  | {
      readonly call: "PutPublicAccessBlock";
      readonly parameters: Bucket & { readonly PublicAccessBlockConfiguration: BlockParameters };
    }
  | { readonly call: "DeletePublicAccessBlock"; readonly parameters: Bucket };

interface Bucket {
  readonly Bucket: string;
  /** S3 refuses the call where the bucket is another account's. */
  readonly ExpectedBucketOwner?: string;
}

/**
 * The calls that turn some settings into others. The block comes last: with BlockPublicAcls or BlockPublicPolicy on, S3 might refuse
 * the others.
 */
export function writesBetween(
  { name, accountId }: Pick<BucketFacts, "name" | "accountId">,
  before: BucketSettings,
  after: BucketSettings,
): readonly S3Write[] {
  const bucket = { Bucket: name, ...(accountId !== undefined && { ExpectedBucketOwner: accountId }) };
  const writes: S3Write[] = [];
  if (after.acl !== undefined && after.acl !== before.acl)
    writes.push({
      call: "PutBucketAcl",
      parameters: { ...bucket, AccessControlPolicy: aclParameters(after.acl) },
    });
  if (after.policyText !== before.policyText)
    writes.push(
      after.policyText === undefined
        ? { call: "DeleteBucketPolicy", parameters: bucket }
        : { call: "PutBucketPolicy", parameters: { ...bucket, Policy: after.policyText } },
    );
  if (after.block !== before.block)
    writes.push(
      after.block === undefined
        ? { call: "DeletePublicAccessBlock", parameters: bucket }
        : {
            call: "PutPublicAccessBlock",
            parameters: { ...bucket, PublicAccessBlockConfiguration: blockParameters(after.block) },
          },
    );
  return writes;
}
