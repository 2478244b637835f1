import { S3_SERVICES, type S3Service } from "./s3-services";

/** What a call changes access to. A bucket is judged; of the rest it is only known that access may have changed. */
export type S3AccessScope =
  | "bucket"
  /** Every bucket of an account. */
  | "account"
  | "access point"
  | "Multi-Region Access Point"
  | "Object Lambda Access Point"
  | "access grants"
  /** Where S3 copies a bucket's or a table's data to. */
  | "copies"
  | "directory bucket"
  | "Outposts bucket"
  | "table bucket"
  | "table"
  | "vector bucket"
  | "file system"
  /** Accounts under a policy of AWS Organizations. */
  | "organization";

/** Facts about one call that can change who can access data in S3. */
export interface S3AccessCallFacts {
  /** The part of the access configuration that the call can change. */
  readonly changes: string;
  readonly scope: S3AccessScope;
  /**
   * The request parameters that name what is changed, as paths of keys. Several are parts of one name, or spellings of
   * it of which a call has one. None where the call is about the one thing of its kind in the account and region.
   */
  readonly namedBy: readonly string[];
  /** The request parameter that names the bucket behind what is changed. Only where a call names one. */
  readonly bucketNamedBy?: string;
}

/**
 * Every call that can change who can access data in S3, by service, under the name CloudTrail gives it. That name is
 * not always the API's: the API's `PutPublicAccessBlock` is recorded as `PutBucketPublicAccessBlock` or
 * `PutAccountPublicAccessBlock`. Nor is it always IAM's: the action of `PutBucketReplication` is
 * `s3:PutReplicationConfiguration`. Tags are here because they decide which invariants a bucket is held to, and
 * because policies can allow by tag.
 *
 * Multi-Region Access Points are recorded in us-west-2, and AWS Organizations in us-east-1.
 *
 * The rule pattern, the types and the table in the README are all made from this one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointCloudTrail.html
 */
export const S3_ACCESS_CALLS = {
  s3: {
    CreateBucket: { changes: "bucket", scope: "bucket", namedBy: ["bucketName"] },
    DeleteBucket: { changes: "bucket", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketAcl: { changes: "acl", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketPolicy: { changes: "policy", scope: "bucket", namedBy: ["bucketName"] },
    DeleteBucketPolicy: { changes: "policy", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketPublicAccessBlock: { changes: "public access block", scope: "bucket", namedBy: ["bucketName"] },
    DeleteBucketPublicAccessBlock: {
      changes: "public access block",
      scope: "bucket",
      namedBy: ["bucketName"],
    },
    PutAccountPublicAccessBlock: { changes: "public access block", scope: "account", namedBy: [] },
    DeleteAccountPublicAccessBlock: { changes: "public access block", scope: "account", namedBy: [] },
    PutBucketOwnershipControls: { changes: "ownership", scope: "bucket", namedBy: ["bucketName"] },
    DeleteBucketOwnershipControls: { changes: "ownership", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketTagging: { changes: "tags", scope: "bucket", namedBy: ["bucketName"] },
    DeleteBucketTagging: { changes: "tags", scope: "bucket", namedBy: ["bucketName"] },
    TagResource: { changes: "tags", scope: "bucket", namedBy: ["resourceArn"] },
    UntagResource: { changes: "tags", scope: "bucket", namedBy: ["resourceArn"] },
    PutBucketAbac: { changes: "access by tag", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketRequestPayment: { changes: "request payment", scope: "bucket", namedBy: ["bucketName"] },
    PutBucketReplication: {
      changes: "replication",
      scope: "copies",
      namedBy: ["ReplicationConfiguration.Rule.Destination.Bucket"],
      bucketNamedBy: "bucketName",
    },
    CreateAccessPoint: {
      changes: "access point",
      scope: "access point",
      namedBy: ["name"],
      bucketNamedBy: "CreateAccessPointRequest.Bucket",
    },
    DeleteAccessPoint: { changes: "access point", scope: "access point", namedBy: ["name"] },
    PutAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
    DeleteAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
    CreateMultiRegionAccessPoint: {
      changes: "access point",
      scope: "Multi-Region Access Point",
      namedBy: ["CreateMultiRegionAccessPointRequest.Details.Name"],
      bucketNamedBy: "CreateMultiRegionAccessPointRequest.Details.Regions.Region.Bucket",
    },
    DeleteMultiRegionAccessPoint: {
      changes: "access point",
      scope: "Multi-Region Access Point",
      namedBy: ["DeleteMultiRegionAccessPointRequest.Details.Name"],
    },
    PutMultiRegionAccessPointPolicy: {
      changes: "policy",
      scope: "Multi-Region Access Point",
      namedBy: ["PutMultiRegionAccessPointPolicyRequest.Details.Name"],
    },
    CreateAccessPointForObjectLambda: {
      changes: "access point",
      scope: "Object Lambda Access Point",
      namedBy: ["name"],
    },
    DeleteAccessPointForObjectLambda: {
      changes: "access point",
      scope: "Object Lambda Access Point",
      namedBy: ["name"],
    },
    PutAccessPointPolicyForObjectLambda: {
      changes: "policy",
      scope: "Object Lambda Access Point",
      namedBy: ["name"],
    },
    DeleteAccessPointPolicyForObjectLambda: {
      changes: "policy",
      scope: "Object Lambda Access Point",
      namedBy: ["name"],
    },
    PutAccessPointConfigurationForObjectLambda: {
      changes: "access point",
      scope: "Object Lambda Access Point",
      namedBy: ["name"],
    },
    CreateAccessGrantsInstance: { changes: "grants", scope: "access grants", namedBy: [] },
    DeleteAccessGrantsInstance: { changes: "grants", scope: "access grants", namedBy: [] },
    PutAccessGrantsInstanceResourcePolicy: { changes: "policy", scope: "access grants", namedBy: [] },
    DeleteAccessGrantsInstanceResourcePolicy: { changes: "policy", scope: "access grants", namedBy: [] },
    AssociateAccessGrantsIdentityCenter: { changes: "grants", scope: "access grants", namedBy: [] },
    DissociateAccessGrantsIdentityCenter: { changes: "grants", scope: "access grants", namedBy: [] },
    CreateAccessGrantsLocation: {
      changes: "location",
      scope: "access grants",
      namedBy: ["CreateAccessGrantsLocationRequest.LocationScope"],
      bucketNamedBy: "CreateAccessGrantsLocationRequest.LocationScope",
    },
    UpdateAccessGrantsLocation: { changes: "location", scope: "access grants", namedBy: ["id"] },
    DeleteAccessGrantsLocation: { changes: "location", scope: "access grants", namedBy: ["id"] },
    CreateAccessGrant: {
      changes: "grants",
      scope: "access grants",
      namedBy: ["CreateAccessGrantRequest.Grantee.GranteeIdentifier"],
    },
    DeleteAccessGrant: { changes: "grants", scope: "access grants", namedBy: ["id"] },
  },
  s3express: {
    CreateBucket: { changes: "bucket", scope: "directory bucket", namedBy: ["bucketName"] },
    DeleteBucket: { changes: "bucket", scope: "directory bucket", namedBy: ["bucketName"] },
    PutBucketPolicy: { changes: "policy", scope: "directory bucket", namedBy: ["bucketName"] },
    DeleteBucketPolicy: { changes: "policy", scope: "directory bucket", namedBy: ["bucketName"] },
    CreateAccessPoint: { changes: "access point", scope: "access point", namedBy: ["name"] },
    DeleteAccessPoint: { changes: "access point", scope: "access point", namedBy: ["name"] },
    PutAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
    DeleteAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
    PutAccessPointScope: { changes: "access point", scope: "access point", namedBy: ["name"] },
    DeleteAccessPointScope: { changes: "access point", scope: "access point", namedBy: ["name"] },
    TagResource: { changes: "tags", scope: "directory bucket", namedBy: ["resourceArn"] },
    UntagResource: { changes: "tags", scope: "directory bucket", namedBy: ["resourceArn"] },
  },
  s3tables: {
    PutTableBucketPolicy: { changes: "policy", scope: "table bucket", namedBy: ["tableBucketARN"] },
    DeleteTableBucketPolicy: { changes: "policy", scope: "table bucket", namedBy: ["tableBucketARN"] },
    PutTablePolicy: { changes: "policy", scope: "table", namedBy: ["tableBucketARN", "namespace", "name"] },
    DeleteTablePolicy: {
      changes: "policy",
      scope: "table",
      namedBy: ["tableBucketARN", "namespace", "name"],
    },
    PutTableBucketReplication: { changes: "replication", scope: "copies", namedBy: ["tableBucketARN"] },
    PutTableReplication: { changes: "replication", scope: "copies", namedBy: ["tableArn"] },
    TagResource: { changes: "tags", scope: "table bucket", namedBy: ["resourceArn"] },
    UntagResource: { changes: "tags", scope: "table bucket", namedBy: ["resourceArn"] },
  },
  s3vectors: {
    PutVectorBucketPolicy: {
      changes: "policy",
      scope: "vector bucket",
      namedBy: ["vectorBucketName", "vectorBucketArn"],
    },
    DeleteVectorBucketPolicy: {
      changes: "policy",
      scope: "vector bucket",
      namedBy: ["vectorBucketName", "vectorBucketArn"],
    },
    TagResource: { changes: "tags", scope: "vector bucket", namedBy: ["resourceArn"] },
    UntagResource: { changes: "tags", scope: "vector bucket", namedBy: ["resourceArn"] },
  },
  s3files: {
    CreateFileSystem: {
      changes: "file system",
      scope: "file system",
      namedBy: ["bucket", "prefix"],
      bucketNamedBy: "bucket",
    },
    PutFileSystemPolicy: { changes: "policy", scope: "file system", namedBy: ["fileSystemId"] },
    DeleteFileSystemPolicy: { changes: "policy", scope: "file system", namedBy: ["fileSystemId"] },
    CreateAccessPoint: { changes: "access point", scope: "file system", namedBy: ["fileSystemId"] },
    DeleteAccessPoint: { changes: "access point", scope: "file system", namedBy: ["accessPointId"] },
    TagResource: { changes: "tags", scope: "file system", namedBy: ["resourceId", "resourceArn"] },
    UntagResource: { changes: "tags", scope: "file system", namedBy: ["resourceId", "resourceArn"] },
  },
  "s3-outposts": {
    CreateBucket: { changes: "bucket", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    DeleteBucket: { changes: "bucket", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    PutBucketPolicy: { changes: "policy", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    DeleteBucketPolicy: { changes: "policy", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    PutBucketTagging: { changes: "tags", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    DeleteBucketTagging: { changes: "tags", scope: "Outposts bucket", namedBy: ["bucketName", "name"] },
    PutBucketReplication: { changes: "replication", scope: "copies", namedBy: ["bucketName", "name"] },
    CreateAccessPoint: { changes: "access point", scope: "access point", namedBy: ["name"] },
    DeleteAccessPoint: { changes: "access point", scope: "access point", namedBy: ["name"] },
    PutAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
    DeleteAccessPointPolicy: { changes: "policy", scope: "access point", namedBy: ["name"] },
  },
  organizations: {
    AttachPolicy: { changes: "policy", scope: "organization", namedBy: ["policyId", "targetId"] },
    DetachPolicy: { changes: "policy", scope: "organization", namedBy: ["policyId", "targetId"] },
    UpdatePolicy: { changes: "policy", scope: "organization", namedBy: ["policyId"] },
    DisablePolicyType: { changes: "policy", scope: "organization", namedBy: ["policyType", "rootId"] },
  },
} as const satisfies Readonly<Record<S3Service, Readonly<Record<string, S3AccessCallFacts>>>>;

type Calls = typeof S3_ACCESS_CALLS;

/** The name of a call in {@link S3_ACCESS_CALLS}, of whatever service. */
export type S3AccessCall = { [Service in S3Service]: keyof Calls[Service] & string }[S3Service];

/** The calls of S3 that change an account as a whole. */
export type S3AccountAccessCall = CallOfScope<"account">;

/** The calls of S3 that change one bucket. */
export type S3BucketAccessCall = CallOfScope<"bucket">;

type CallOfScope<Scope extends S3AccessScope> = {
  [Call in keyof Calls["s3"]]: Calls["s3"][Call]["scope"] extends Scope ? Call : never;
}[keyof Calls["s3"]];

/** Whether a call of a service recorded by CloudTrail (`detail.eventName`) can change who can access data in S3. */
export function isS3AccessCall(service: S3Service, eventName: string): eventName is S3AccessCall {
  return Object.hasOwn(S3_ACCESS_CALLS[service], eventName);
}

/**
 * What the table says of a call.
 *
 * @throws RangeError for a call that the service does not have in the table
 */
export function s3AccessCallFacts(service: S3Service, call: S3AccessCall): S3AccessCallFacts {
  const calls: Readonly<Partial<Record<S3AccessCall, S3AccessCallFacts>>> = S3_ACCESS_CALLS[service];
  const facts = calls[call];
  if (facts === undefined) throw new RangeError(`${call} of ${service} is not in the table of calls`);
  return facts;
}

/** One row of {@link S3_ACCESS_CALLS}. */
export interface ListedS3AccessCall {
  readonly service: S3Service;
  readonly call: S3AccessCall;
  readonly facts: S3AccessCallFacts;
}

/** Every call of {@link S3_ACCESS_CALLS}, in its order. */
export function listS3AccessCalls(): readonly ListedS3AccessCall[] {
  return S3_SERVICES.flatMap((service) =>
    Object.keys(S3_ACCESS_CALLS[service])
      .filter((call) => isS3AccessCall(service, call))
      .map((call) => ({ service, call, facts: s3AccessCallFacts(service, call) })),
  );
}
