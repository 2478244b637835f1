import type { BucketFacets } from "../bucket-facts";
import type { AccountRole } from "../credentials/account-roles";

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
export function notAssumed(
  { role, because }: Extract<AccountRole, { kind: "refused" }>,
  facets: Refusal["facets"],
): Refusal {
  return { action: "sts:AssumeRole", role, facets, because };
}
