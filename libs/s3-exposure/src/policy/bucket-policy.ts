import type { Mentions } from "./mentions";
import type { Statement } from "./statement";

/** Something in a policy that AWS would not have stored, or that is not understood here. */
export interface UnreadableStatement {
  readonly name: string;
  /** Whether it may count as an Allow. */
  readonly mayAllow: boolean;
  /** Whether it may count as a Deny that takes something. */
  readonly mayDeny: boolean;
  readonly because: string;
}

/** A bucket policy, read. Made by {@link parseBucketPolicy}. */
export interface BucketPolicy {
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
  readonly unreadable: readonly UnreadableStatement[];
  /** Everyone the policy names. */
  readonly mentions: Mentions;
}
