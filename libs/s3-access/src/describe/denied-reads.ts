import type { FacetName } from "../bucket-facts";

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

const FACETS: ReadonlyMap<string, FacetName> = new Map(Object.entries(READS));

/** All names of reads that can be said to be denied. */
export const READ_NAMES: readonly string[] = Object.keys(READS);

/** The facet a read is for, by the read's name in the API or in IAM, with or without `s3:`. */
export function facetOfRead(name: string): FacetName | undefined {
  return FACETS.get(name.startsWith("s3:") ? name.slice(3) : name);
}
