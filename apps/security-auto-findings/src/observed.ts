import type { Finding } from "@security-auto/assessment";

/** One thing that is wrong, is not, or cannot be determined. */
export type Condition = Pick<Finding, "kind" | "invariant" | "verdict" | "because" | "checks">;

/** What was read last of what findings are about: a bucket, or a region of an account. */
export interface Observed {
  readonly account: string;
  readonly bucket: string | null;
  readonly region: string;
  readonly observedAt: string;
  /** `null` where it is of no bucket. */
  readonly exposure: Finding["exposure"];
  /** By the id of the finding about it. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Why a finding closes about which nothing is said any more. */
  readonly otherwise: string;
  /** The call that led to it; absent where none did. */
  readonly cause?: Pick<Finding, "actor" | "change">;
}
