import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { type Acl, isPublicGrant, privateAcl } from "./acl";

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export const OWNERSHIPS = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;

export type Ownership = (typeof OWNERSHIPS)[number];

export interface BucketPolicy {
  /** As it was put. */
  readonly text: string;
  readonly named: NamedPolicy;
  readonly isPublic: boolean;
}

/** An access point of a bucket, in the bucket's region. */
export interface AccessPoint {
  readonly name: string;
  readonly arn: string;
  /** The owner, which need not be the bucket's. */
  readonly accountId: string;
  /** Absent: it takes requests from the internet. */
  readonly vpc?: string;
  readonly policy?: BucketPolicy;
  readonly publicAccessBlock: PublicAccessBlock;
}

export interface AccessPoints {
  readonly list: readonly AccessPoint[];
  /** There are others, which no list shows. */
  readonly more: boolean;
}

/** A bucket's configuration. What is absent is not configured. */
export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  /** ISO 8601. */
  readonly createdAt: string;
  acl: Acl;
  policy?: BucketPolicy | undefined;
  tags?: readonly Tag[] | undefined;
  publicAccessBlock?: PublicAccessBlock | undefined;
  ownership?: Ownership | undefined;
  accessPoints?: AccessPoints | undefined;
  /** IAM actions that are refused whoever asks. */
  readonly refused: ReadonlySet<string>;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export const NOTHING_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** What every bucket has had from the start since April 2023. */
export const EVERYTHING_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export function isOwnership(text: string | undefined): text is Ownership {
  return OWNERSHIPS.some((ownership) => ownership === text);
}

/** A setting is on when the bucket or its account has it on. */
export function effectiveBlock(
  bucket: PublicAccessBlock = NOTHING_BLOCKED,
  account: PublicAccessBlock = NOTHING_BLOCKED,
): PublicAccessBlock {
  return {
    blockPublicAcls: bucket.blockPublicAcls || account.blockPublicAcls,
    ignorePublicAcls: bucket.ignorePublicAcls || account.ignorePublicAcls,
    blockPublicPolicy: bucket.blockPublicPolicy || account.blockPublicPolicy,
    restrictPublicBuckets: bucket.restrictPublicBuckets || account.restrictPublicBuckets,
  };
}

/** What counts of an ACL, which is also what GetBucketAcl shows. */
export function effectiveAcl({ acl, ownership }: Bucket, { ignorePublicAcls }: PublicAccessBlock): Acl {
  if (ownership === "BucketOwnerEnforced") return privateAcl(acl.owner);
  return ignorePublicAcls ? { ...acl, grants: acl.grants.filter((grant) => !isPublicGrant(grant)) } : acl;
}
