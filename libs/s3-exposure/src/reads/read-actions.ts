import type { FacetName } from "../bucket-facts";
import type { AccessPointRead } from "../describe/denied-reads";

/**
 * The permission each facet's read needs. IAM calls two of the API's reads otherwise: GetPublicAccessBlock needs
 * `s3:GetBucketPublicAccessBlock` for a bucket and `s3:GetAccountPublicAccessBlock` for an account.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const ACTION_OF_READ = {
  acl: "s3:GetBucketAcl",
  policy: "s3:GetBucketPolicy",
  policyStatus: "s3:GetBucketPolicyStatus",
  tags: "s3:GetBucketTagging",
  location: "s3:GetBucketLocation",
  publicAccessBlock: "s3:GetBucketPublicAccessBlock",
  ownership: "s3:GetBucketOwnershipControls",
  accountPublicAccessBlock: "s3:GetAccountPublicAccessBlock",
} as const satisfies Readonly<Record<FacetName, `s3:Get${string}`>>;

/** The permission that each read of access points needs: of the list, and of what each of them has. */
export const ACTION_OF_ACCESS_POINT_READ = {
  list: "s3:ListAccessPoints",
  publicAccessBlock: "s3:GetAccessPoint",
  policy: "s3:GetAccessPointPolicy",
  policyStatus: "s3:GetAccessPointPolicyStatus",
} as const satisfies Readonly<Record<AccessPointRead, `s3:${string}`>>;

/** An IAM action that reading a bucket needs. */
export type ReadAction =
  (typeof ACTION_OF_READ)[FacetName] | (typeof ACTION_OF_ACCESS_POINT_READ)[AccessPointRead];

/** All that a role which reads buckets must be allowed. */
export const READ_ACTIONS: readonly ReadAction[] = [
  ...Object.values(ACTION_OF_READ),
  ...Object.values(ACTION_OF_ACCESS_POINT_READ),
];

/** Every facet that is read. */
export const FACET_NAMES = [
  "acl",
  "policy",
  "policyStatus",
  "tags",
  "location",
  "publicAccessBlock",
  "ownership",
  "accountPublicAccessBlock",
] as const satisfies readonly FacetName[];
