import type { Remediation } from "@security-auto/assessment";
import type { Invocation } from "@security-auto/handler";
import type { ActionItem, Register } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import type { BucketToPlanFor, S3Write, WriteToS3 } from "@security-auto/s3-remediation";
import type { WriteRoleIn } from "./configuration";
import type { Place } from "./place";

/** What the function needs of the world. */
export interface Ports {
  readonly register: Pick<
    Register,
    | "partition"
    | "besideActions"
    | "action"
    | "putAction"
    | "putSuppression"
    | "control"
    | "putControl"
    | "count"
  >;
  /** Reads a bucket as it is now; `undefined`: it was deleted. */
  readonly read: (place: Place & { readonly region: string }) => Promise<BucketToPlanFor | undefined>;
  /**
   * Opens a session that may make these calls on the bucket of an action, and nothing else.
   *
   * @throws what STS throws that gives no answer; a refusal is thrown by each write
   */
  readonly openWriter: (action: ActionItem, calls: readonly S3Write["call"][]) => Promise<WriteToS3>;
  /** Puts "S3 Remediation Changed" on the private bus. */
  readonly publish: (remediation: Remediation) => Promise<void>;
  /** In ms since 1970. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly logger: Pick<Invocation["logger"], "info" | "warn" | "error">;
}

/** What an environment decides. */
export interface Rules {
  readonly invariants: readonly RespondingInvariant[];
  readonly writeRoleIn: WriteRoleIn;
}

/** One message or request, as long as it is worked on. */
export interface Attempt extends Ports, Rules {
  /** The same when a message is tried again. */
  readonly id: string;
  /** When to stop writing and waiting, in ms since 1970: what stands then has still to be recorded. */
  readonly until: number;
  /** When the invocation is ended, in ms since 1970: by then others may take over. */
  readonly endsAt: number;
}
