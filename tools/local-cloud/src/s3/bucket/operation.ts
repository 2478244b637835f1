import type { AwsRequest } from "../../http/aws-request";
import type { Caller } from "../../identity/caller";
import type { Faults } from "../../faults/faults";
import type { CredentialStore } from "../../identity/credential-store";
import type { Iam } from "../../identity/decide-call";
import type { Xml } from "../../xml/write-xml";
import type { Permission } from "./acl";
import type { Bucket } from "./bucket";
import type { S3Store } from "./s3-store";

/** Whether S3 would call a bucket policy public. Takes the document as JSON. */
export type PolicyClassifier = (policy: unknown) => boolean;

/** What S3 is made of. */
export interface S3 extends Iam {
  readonly store: S3Store;
  readonly credentials: CredentialStore;
  readonly policyIsPublic: PolicyClassifier;
  readonly faults: Faults;
}

export interface S3Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Xml;
  /** In place of `body`. */
  readonly json?: string;
}

export interface BucketCall {
  readonly s3: S3;
  readonly request: AwsRequest;
  readonly caller: Caller;
  readonly bucket: Bucket;
}

/** One call of S3's API on a bucket that exists. */
export interface BucketOperation {
  /** CloudTrail's name for it, which is not always the API's. */
  readonly name: string;
  /** The permission, which is not always named like the call. */
  readonly action: `s3:${string}`;
  /** Writes are recorded by CloudTrail. */
  readonly kind: "read" | "write";
  /** A grant of the bucket's ACL that permits the call too. */
  readonly acl?: Permission;
  /** Refused to other accounts even when both sides allow it. */
  readonly ownAccountOnly?: true;
  /** Condition keys of this call. */
  context?(request: AwsRequest): Readonly<Record<string, string>>;
  /** Answers the call, which IAM allows; throws an S3Error. */
  run(call: BucketCall): S3Reply;
}

export const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export const NO_CONTENT: S3Reply = { status: 204 };
export const OK: S3Reply = { status: 200 };
