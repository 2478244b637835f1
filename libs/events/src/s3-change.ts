import type { Actor } from "./actor";
import type { EventIssue } from "./parse";
import type { S3AccountAccessCall, S3BucketAccessCall } from "./s3-access-calls";

/** Why a call did not succeed. */
export interface CallFailure {
  /** Such as `AccessDenied`. */
  readonly code: string;
  readonly message?: string | undefined;
}

/** What every change tells. */
export interface ChangeFacts {
  /** The account that owns the bucket, or whose settings changed: not always the caller's. */
  readonly accountId: string;
  /** The region of the bucket, or of the endpoint of a call of account scope. */
  readonly region: string;
  readonly actor: Actor;
  /** When the call was completed: ISO 8601, UTC. */
  readonly eventTime: string;
  /** One change's identity through duplicates: the copies of a cross-account call have it in common. */
  readonly changeId: string;
  /** Only when the call failed and so changed nothing. */
  readonly failure?: CallFailure;
}

export interface S3BucketChange extends ChangeFacts {
  readonly scope: "bucket";
  readonly call: S3BucketAccessCall;
  readonly bucket: string;
}

export interface S3AccountChange extends ChangeFacts {
  readonly scope: "account";
  readonly call: S3AccountAccessCall;
  readonly bucket?: never;
}

/** A call that changed, or failed to change, who reaches one bucket or every bucket of an account. */
export type S3Change = S3BucketChange | S3AccountChange;

/** What an event is to a watcher of S3 access. */
export type S3Event =
  /** A call of the table. */
  | { readonly kind: "change"; readonly change: S3Change }
  /** A good event that is none of our concern. */
  | { readonly kind: "other"; readonly why: string }
  /** Not an event, or an access change that does not tell what it changed. */
  | {
      readonly kind: "invalid";
      /** All issues in one line. */
      readonly error: string;
      readonly issues: readonly EventIssue[];
    };
