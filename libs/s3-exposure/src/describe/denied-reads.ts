import type { AccessPoint, FacetName } from "../bucket-facts";

/** What each read is called: by the API, and where it differs by IAM. */
const READS = {
  GetBucketAcl: "acl",
  GetBucketPolicy: "policy",
  GetBucketPolicyStatus: "policyStatus",
  GetBucketTagging: "tags",
  GetBucketLocation: "location",
  GetPublicAccessBlock: "publicAccessBlock",
  GetBucketPublicAccessBlock: "publicAccessBlock",
  GetAccountPublicAccessBlock: "accountPublicAccessBlock",
  GetBucketOwnershipControls: "ownership",
} as const satisfies Readonly<Record<string, FacetName>>;

/** The reads of access points: of the list, and of what each of them has. */
const ACCESS_POINT_READS = {
  ListAccessPoints: "list",
  GetAccessPoint: "publicAccessBlock",
  GetAccessPointPolicy: "policy",
  GetAccessPointPolicyStatus: "policyStatus",
} as const satisfies Readonly<Record<string, keyof AccessPoint | "list">>;

export type AccessPointRead = (typeof ACCESS_POINT_READS)[keyof typeof ACCESS_POINT_READS];

const FACETS: ReadonlyMap<string, FacetName> = new Map(Object.entries(READS));
const ACCESS_POINT_FACETS: ReadonlyMap<string, AccessPointRead> = new Map(Object.entries(ACCESS_POINT_READS));

/** All names of reads that can be said to be denied. */
export const READ_NAMES: readonly string[] = [...Object.keys(READS), ...Object.keys(ACCESS_POINT_READS)];

/** The facet a read is for, by the read's name in the API or in IAM, with or without `s3:`. */
export function facetOfRead(name: string): FacetName | undefined {
  return FACETS.get(withoutService(name));
}

/** What of access points a read is for, by the same names. */
export function accessPointRead(name: string): AccessPointRead | undefined {
  return ACCESS_POINT_FACETS.get(withoutService(name));
}

function withoutService(name: string): string {
  return name.startsWith("s3:") ? name.slice(3) : name;
}
