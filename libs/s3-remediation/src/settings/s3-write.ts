import type { AclParameters, BlockParameters } from "./s3-parameters";

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
