import { type BucketFacets, denied, type Facet, failed } from "@security-auto/s3-exposure";
import type { NotInRole } from "../credentials/account-roles";

/** A permission that is missing, for who is to grant it. */
export interface Refusal {
  /** The IAM action that was refused: one of the reads, or `sts:AssumeRole`. */
  readonly action: string;
  /** The ARN of the role: the one that was refused the read, or that could not be assumed. */
  readonly role: string;
  /** What is not known because of it. */
  readonly facets: readonly (keyof BucketFacets)[];
  /** In AWS's words. */
  readonly because: string;
}

/** The account's role could not be assumed: nothing can be read there. */
export function notAssumed({ role, because }: NotInRole, facets: Refusal["facets"]): Refusal {
  return { action: "sts:AssumeRole", role, facets, because };
}

/** What is known then of everything there: it was refused, or could not be read until something is enabled. */
export function unreadBy({ kind, because }: NotInRole): Facet<never> {
  return kind === "refused" ? denied : failed(because);
}
