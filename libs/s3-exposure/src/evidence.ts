/** Where a piece of evidence was found. */
export type EvidenceSource =
  | "bucket policy"
  | "policy status"
  | "acl"
  | "public access block"
  | "account public access block"
  | "ownership"
  | "tags";

/** What decided one end of an interval. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** The `Sid` of the statement, or its place (`statement 2`); the grantee of an ACL grant; `null` for the source as a whole. */
  readonly statement: string | null;
  /** The actions or ACL permissions that are granted; empty when nothing is. */
  readonly grants: readonly string[];
  /** Why, in words for a person. */
  readonly because: string;
}
