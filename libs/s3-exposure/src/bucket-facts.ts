import type { Facet } from "./facet";
import type { BucketPolicy } from "./policy/bucket-policy";

/** The AWS organization the bucket's account belongs to. */
export interface Organization {
  /** Such as `o-abcd1234ef`. */
  readonly id: string;
  /** Member accounts. Absent: none is known, so no foreign account can be distinguished from a member. */
  readonly accounts?: readonly string[] | undefined;
  /** `accounts` are all there are: an account that is not listed is outside. Otherwise such an account may be a member. */
  readonly accountsComplete?: boolean | undefined;
}

/** The four settings. Bucket and account each have them; S3 applies whichever is on. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** Whom an ACL grants to. */
export type Grantee =
  | { readonly kind: "everyone" }
  | { readonly kind: "authenticated users" }
  | { readonly kind: "log delivery" }
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "canonical user"; readonly id: string }
  /** An e-mail address, a display name, a group this code does not know. */
  | { readonly kind: "other"; readonly text: string; readonly group: boolean };

export interface AclGrant {
  readonly grantee: Grantee;
  /** `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`. */
  readonly permission: string;
}

export interface Acl {
  /** The canonical id of the owning account. */
  readonly owner?: string | undefined;
  readonly grants: readonly AclGrant[];
}

/** An access point of a bucket: a second way to it, with a policy and a public access block of its own. */
export interface AccessPoint {
  readonly name: string;
  readonly arn?: string | undefined;
  /** The account that owns the access point. */
  readonly accountId?: string | undefined;
  /** The VPC from which alone it takes requests. Absent: it takes them from the internet. */
  readonly vpc?: string | undefined;
  readonly policy: Facet<BucketPolicy>;
  /** What the policy was parsed from, where it is kept. */
  readonly policyText?: string | undefined;
  /** AWS's own answer. */
  readonly policyStatus: Facet<{ readonly isPublic: boolean }>;
  readonly publicAccessBlock: Facet<PublicAccessBlock>;
}

/** The access points of a bucket, as far as they were read. */
export interface AccessPoints {
  readonly list: readonly AccessPoint[];
  /** Whether there are others, which were not read. */
  readonly more: boolean;
}

/** What S3 answered about a bucket, one facet a read. */
export interface BucketFacets {
  readonly policy: Facet<BucketPolicy>;
  /** AWS's own answer. Absent as a key: it was not asked. */
  readonly policyStatus?: Facet<{ readonly isPublic: boolean }> | undefined;
  readonly acl: Facet<Acl>;
  readonly tags: Facet<Readonly<Record<string, string>>>;
  /** The region, such as `us-west-2`. */
  readonly location: Facet<string>;
  readonly publicAccessBlock: Facet<PublicAccessBlock>;
  readonly accountPublicAccessBlock: Facet<PublicAccessBlock>;
  /** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
  readonly ownership: Facet<string>;
  /** Of the bucket owner's account. Absent as a key: they were not asked for. */
  readonly accessPoints?: Facet<AccessPoints> | undefined;
}

/** The facets that one read of S3 answers; access points take several. */
export type FacetName = Exclude<keyof BucketFacets, "accessPoints">;

/** All that is judged: who owns the bucket, and what its reads answered. */
export interface BucketFacts {
  readonly name: string;
  /** The owning account. Absent: any account may be the bucket's own. */
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  /** Absent: which accounts belong together is not known. */
  readonly organization?: Organization | undefined;
  /** Accounts known to be outside the organization, though its list of accounts is not complete. */
  readonly knownExternalAccounts?: readonly string[] | undefined;
  readonly facets: BucketFacets;
}
