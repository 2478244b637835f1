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
 * A row of the table: what the call can change, of what, and the parameters that name that. Marked as free of side effects, so that a
 * bundle that does not need the table leaves it out.
 *
 * @__NO_SIDE_EFFECTS__
 */
function row<Scope extends S3AccessScope>(changes: string, scope: Scope, ...namedBy: readonly string[]) {
  return { changes, scope, namedBy };
}

/** @__NO_SIDE_EFFECTS__ */
function ofBucket(changes: string) {
  return row(changes, "bucket", "bucketName");
}

/** @__NO_SIDE_EFFECTS__ */
function ofAccessPoint(changes: string) {
  return row(changes, "access point", "name");
}

/** @__NO_SIDE_EFFECTS__ */
function ofObjectLambda(changes: string) {
  return row(changes, "Object Lambda Access Point", "name");
}

/** @__NO_SIDE_EFFECTS__ */
function ofOutpostsBucket(changes: string) {
  return row(changes, "Outposts bucket", "bucketName", "name");
}

/** @__NO_SIDE_EFFECTS__ */
function ofDirectoryBucket(changes: string) {
  return row(changes, "directory bucket", "bucketName");
}

/** @__NO_SIDE_EFFECTS__ */
function ofAccessGrants(changes: string) {
  return row(changes, "access grants");
}

/** @__NO_SIDE_EFFECTS__ */
function tagCalls<Scope extends S3AccessScope>(scope: Scope) {
  const tags = row("tags", scope, "resourceArn");
  return { TagResource: tags, UntagResource: tags };
}

/** Those of access points of more than one service. */
const ACCESS_POINT_CALLS = {
  CreateAccessPoint: ofAccessPoint("access point"),
  DeleteAccessPoint: ofAccessPoint("access point"),
  PutAccessPointPolicy: ofAccessPoint("policy"),
  DeleteAccessPointPolicy: ofAccessPoint("policy"),
};

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
    CreateBucket: ofBucket("bucket"),
    DeleteBucket: ofBucket("bucket"),
    PutBucketAcl: ofBucket("acl"),
    PutBucketPolicy: ofBucket("policy"),
    DeleteBucketPolicy: ofBucket("policy"),
    PutBucketPublicAccessBlock: ofBucket("public access block"),
    DeleteBucketPublicAccessBlock: ofBucket("public access block"),
    PutAccountPublicAccessBlock: row("public access block", "account"),
    DeleteAccountPublicAccessBlock: row("public access block", "account"),
    PutBucketOwnershipControls: ofBucket("ownership"),
    DeleteBucketOwnershipControls: ofBucket("ownership"),
    PutBucketTagging: ofBucket("tags"),
    DeleteBucketTagging: ofBucket("tags"),
    ...tagCalls("bucket"),
    PutBucketAbac: ofBucket("access by tag"),
    PutBucketRequestPayment: ofBucket("request payment"),
    PutBucketReplication: {
      ...row("replication", "copies", "ReplicationConfiguration.Rule.Destination.Bucket"),
      bucketNamedBy: "bucketName",
    },
    CreateAccessPoint: {
      ...ofAccessPoint("access point"),
      bucketNamedBy: "CreateAccessPointRequest.Bucket",
    },
    DeleteAccessPoint: ofAccessPoint("access point"),
    PutAccessPointPolicy: ofAccessPoint("policy"),
    DeleteAccessPointPolicy: ofAccessPoint("policy"),
    CreateMultiRegionAccessPoint: {
      ...row("access point", "Multi-Region Access Point", "CreateMultiRegionAccessPointRequest.Details.Name"),
      bucketNamedBy: "CreateMultiRegionAccessPointRequest.Details.Regions.Region.Bucket",
    },
    DeleteMultiRegionAccessPoint: row(
      "access point",
      "Multi-Region Access Point",
      "DeleteMultiRegionAccessPointRequest.Details.Name",
    ),
    PutMultiRegionAccessPointPolicy: row(
      "policy",
      "Multi-Region Access Point",
      "PutMultiRegionAccessPointPolicyRequest.Details.Name",
    ),
    CreateAccessPointForObjectLambda: ofObjectLambda("access point"),
    DeleteAccessPointForObjectLambda: ofObjectLambda("access point"),
    PutAccessPointPolicyForObjectLambda: ofObjectLambda("policy"),
    DeleteAccessPointPolicyForObjectLambda: ofObjectLambda("policy"),
    PutAccessPointConfigurationForObjectLambda: ofObjectLambda("access point"),
    CreateAccessGrantsInstance: ofAccessGrants("grants"),
    DeleteAccessGrantsInstance: ofAccessGrants("grants"),
    PutAccessGrantsInstanceResourcePolicy: ofAccessGrants("policy"),
    DeleteAccessGrantsInstanceResourcePolicy: ofAccessGrants("policy"),
    AssociateAccessGrantsIdentityCenter: ofAccessGrants("grants"),
    DissociateAccessGrantsIdentityCenter: ofAccessGrants("grants"),
    CreateAccessGrantsLocation: {
      ...row("location", "access grants", "CreateAccessGrantsLocationRequest.LocationScope"),
      bucketNamedBy: "CreateAccessGrantsLocationRequest.LocationScope",
    },
    UpdateAccessGrantsLocation: row("location", "access grants", "id"),
    DeleteAccessGrantsLocation: row("location", "access grants", "id"),
    CreateAccessGrant: row("grants", "access grants", "CreateAccessGrantRequest.Grantee.GranteeIdentifier"),
    DeleteAccessGrant: row("grants", "access grants", "id"),
  },
  s3express: {
    CreateBucket: ofDirectoryBucket("bucket"),
    DeleteBucket: ofDirectoryBucket("bucket"),
    PutBucketPolicy: ofDirectoryBucket("policy"),
    DeleteBucketPolicy: ofDirectoryBucket("policy"),
    ...ACCESS_POINT_CALLS,
    PutAccessPointScope: ofAccessPoint("access point"),
    DeleteAccessPointScope: ofAccessPoint("access point"),
    ...tagCalls("directory bucket"),
  },
  s3tables: {
    PutTableBucketPolicy: row("policy", "table bucket", "tableBucketARN"),
    DeleteTableBucketPolicy: row("policy", "table bucket", "tableBucketARN"),
    PutTablePolicy: row("policy", "table", "tableBucketARN", "namespace", "name"),
    DeleteTablePolicy: row("policy", "table", "tableBucketARN", "namespace", "name"),
    PutTableBucketReplication: row("replication", "copies", "tableBucketARN"),
    PutTableReplication: row("replication", "copies", "tableArn"),
    ...tagCalls("table bucket"),
  },
  s3vectors: {
    PutVectorBucketPolicy: row("policy", "vector bucket", "vectorBucketName", "vectorBucketArn"),
    DeleteVectorBucketPolicy: row("policy", "vector bucket", "vectorBucketName", "vectorBucketArn"),
    ...tagCalls("vector bucket"),
  },
  s3files: {
    CreateFileSystem: { ...row("file system", "file system", "bucket", "prefix"), bucketNamedBy: "bucket" },
    PutFileSystemPolicy: row("policy", "file system", "fileSystemId"),
    DeleteFileSystemPolicy: row("policy", "file system", "fileSystemId"),
    CreateAccessPoint: row("access point", "file system", "fileSystemId"),
    DeleteAccessPoint: row("access point", "file system", "accessPointId"),
    TagResource: row("tags", "file system", "resourceId", "resourceArn"),
    UntagResource: row("tags", "file system", "resourceId", "resourceArn"),
  },
  "s3-outposts": {
    CreateBucket: ofOutpostsBucket("bucket"),
    DeleteBucket: ofOutpostsBucket("bucket"),
    PutBucketPolicy: ofOutpostsBucket("policy"),
    DeleteBucketPolicy: ofOutpostsBucket("policy"),
    PutBucketTagging: ofOutpostsBucket("tags"),
    DeleteBucketTagging: ofOutpostsBucket("tags"),
    PutBucketReplication: row("replication", "copies", "bucketName", "name"),
    ...ACCESS_POINT_CALLS,
  },
  organizations: {
    AttachPolicy: row("policy", "organization", "policyId", "targetId"),
    DetachPolicy: row("policy", "organization", "policyId", "targetId"),
    UpdatePolicy: row("policy", "organization", "policyId"),
    DisablePolicyType: row("policy", "organization", "policyType", "rootId"),
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
