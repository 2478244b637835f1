import type { AssessmentRequest, BucketsNotListed, Coverage, Sweep } from "@security-auto/assessment";
import type { Invocation } from "@security-auto/handler";
import type { SweepPage, SweepRegister } from "@security-auto/register";
import type { OwnMessage } from "./messages";

/** The accounts that a sweep is to cover. */
export interface Accounts {
  readonly active: readonly string[];
  /** Suspended, or about to be closed: AWS answers for none of them. */
  readonly suspended: readonly string[];
}

/** One page of an account's buckets. */
export type Listed =
  | { readonly kind: "listed"; readonly buckets: SweepPage["buckets"]; readonly next?: string }
  /** For a reason that trying again does not change. */
  | { readonly kind: "refused"; readonly because: string };

/** A message to the function's own queue. */
export interface Sent {
  readonly message: OwnMessage;
  /** 0 to 900. Default: 0. */
  readonly delaySeconds?: number;
}

/** What the function needs of the world. */
export interface Ports {
  readonly register: SweepRegister;
  /** Every account of the organization, as far as the environment says or may ask. */
  readonly accounts: () => Promise<Accounts>;
  readonly listBuckets: (account: string, token: string | undefined) => Promise<Listed>;
  /** Checks whether changes in an account are seen, in the regions that are watched and those in which it has buckets. */
  readonly checkAccount: (account: string, bucketRegions: readonly string[]) => Promise<Coverage["places"]>;
  /** From now on the account is read in a new session: one that is kept outlives its role, and what the role trusts. */
  readonly leaveAccount: (account: string) => Promise<void>;
  /** @throws when the queue did not take one of them */
  readonly send: (messages: readonly Sent[]) => Promise<void>;
  /** Asks for assessments on the private bus. @throws PutEventError when it did not take one of them */
  readonly request: (requests: readonly AssessmentRequest[]) => Promise<void>;
  /** Puts what a sweep found on the private bus. */
  readonly publish: (event: SweepEvent) => Promise<void>;
  readonly bucketsPerSecondPerAccount: number;
  /** In ms since 1970. */
  readonly now: () => number;
  readonly logger: Pick<Invocation["logger"], "info" | "warn" | "error">;
}

export type SweepEvent =
  | { readonly kind: "finished"; readonly sweep: Sweep }
  | { readonly kind: "not listed"; readonly notListed: BucketsNotListed }
  | { readonly kind: "covered"; readonly coverage: Coverage };
