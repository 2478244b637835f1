import type { AccessPoint, FacetName } from "../bucket-facts";

/** One read of S3 or S3 Control. */
interface Read {
  /** The API's name for the call: S3 and S3 Control have one each of the name GetPublicAccessBlock. */
  readonly operation: string;
  /** The permission it needs. */
  readonly action: `s3:${string}`;
}

/**
 * The eight reads of a bucket, by the facet that each of them answers. IAM calls two of the API's calls otherwise:
 * GetPublicAccessBlock needs `s3:GetBucketPublicAccessBlock` for a bucket and `s3:GetAccountPublicAccessBlock` for an account.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const READS = {
  acl: { operation: "GetBucketAcl", action: "s3:GetBucketAcl" },
  policy: { operation: "GetBucketPolicy", action: "s3:GetBucketPolicy" },
  policyStatus: { operation: "GetBucketPolicyStatus", action: "s3:GetBucketPolicyStatus" },
  tags: { operation: "GetBucketTagging", action: "s3:GetBucketTagging" },
  location: { operation: "GetBucketLocation", action: "s3:GetBucketLocation" },
  publicAccessBlock: { operation: "GetPublicAccessBlock", action: "s3:GetBucketPublicAccessBlock" },
  accountPublicAccessBlock: { operation: "GetPublicAccessBlock", action: "s3:GetAccountPublicAccessBlock" },
  ownership: { operation: "GetBucketOwnershipControls", action: "s3:GetBucketOwnershipControls" },
} as const satisfies Readonly<Record<FacetName, Read>>;

/** The reads of access points: of the list, and of what each of them has. */
export const READS_OF_ACCESS_POINTS = {
  list: { operation: "ListAccessPoints", action: "s3:ListAccessPoints" },
  publicAccessBlock: { operation: "GetAccessPoint", action: "s3:GetAccessPoint" },
  policy: { operation: "GetAccessPointPolicy", action: "s3:GetAccessPointPolicy" },
  policyStatus: { operation: "GetAccessPointPolicyStatus", action: "s3:GetAccessPointPolicyStatus" },
} as const satisfies Readonly<
  Record<Extract<keyof AccessPoint, "publicAccessBlock" | "policy" | "policyStatus"> | "list", Read>
>;

export type AccessPointRead = keyof typeof READS_OF_ACCESS_POINTS;

/** An IAM action that reading a bucket needs. */
export type ReadAction =
  (typeof READS)[FacetName]["action"] | (typeof READS_OF_ACCESS_POINTS)[AccessPointRead]["action"];

/** All that a role which reads buckets must be allowed. */
export const READ_ACTIONS: readonly ReadAction[] = [
  ...Object.values(READS),
  ...Object.values(READS_OF_ACCESS_POINTS),
].map(({ action }) => action);

/** Every facet that is read. */
export const FACET_NAMES: readonly FacetName[] = Object.keys(READS).filter(isFacetName);

export function isFacetName(name: string): name is FacetName {
  return Object.hasOwn(READS, name);
}
