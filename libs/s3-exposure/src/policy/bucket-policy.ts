import type { Condition } from "./condition";
import type { Mentions } from "./mentions";
import type { Patterns } from "./patterns";
import type { Principals } from "./principals";

/** A statement, read once and ready to be judged many times. */
export interface Statement {
  /** Its `Sid`, or its place: `statement 2`. */
  readonly name: string;
  readonly principals: Principals;
  readonly actions: Patterns;
  /** The actions as written, for a person. */
  readonly writtenActions: readonly string[];
  readonly resources: Patterns;
  /** All must hold. */
  readonly conditions: readonly Condition[];
}

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
