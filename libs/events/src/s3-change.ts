import type { Actor } from "./actor";
import type { EventIssue } from "./parse";
import type { PutFacet } from "./put-facet";
import type { S3AccessCall, S3AccessScope, S3AccountAccessCall, S3BucketAccessCall } from "./s3-access-calls";

/** Why a call did not succeed. */
export interface CallFailure {
  /** Such as `AccessDenied`. */
  readonly code: string;
  readonly message?: string | undefined;
}

/** What every change tells. */
export interface ChangeFacts {
  /** The account that owns the bucket or the resource, or whose settings changed: not always the caller's. */
  readonly accountId: string;
  /** The region of the bucket or the resource, or of the endpoint of a call of account scope. */
  readonly region: string;
  readonly actor: Actor;
  /** When the call was completed: ISO 8601, UTC. */
  readonly eventTime: string;
  /** One change's identity through duplicates: the copies of a cross-account call have it in common. */
  readonly changeId: string;
  /** Only when a replay of an archive delivers the event again: the replay's name. */
  readonly replayName?: string;
  /** Only when the call failed and so changed nothing. */
  readonly failure?: CallFailure;
}

export interface S3BucketChange extends ChangeFacts {
  readonly scope: "bucket";
  readonly call: S3BucketAccessCall;
  readonly bucket: string;
  /** What the call put, where it succeeded and the event says so. The bucket may have changed again since. */
  readonly put?: PutFacet;
}

export interface S3AccountChange extends ChangeFacts {
  readonly scope: "account";
  readonly call: S3AccountAccessCall;
  readonly bucket?: never;
}

/** What is no general purpose bucket: access to it can be given, and is not judged. */
export type S3ResourceScope = Exclude<S3AccessScope, "bucket" | "account">;

/**
 * A change of who can access something other than a bucket, such as an access point, or of where a bucket's data is
 * copied to.
 */
export interface S3ResourceChange extends ChangeFacts {
  readonly scope: S3ResourceScope;
  readonly call: S3AccessCall;
  /** The name, id or ARN of what was changed. Absent where the event names none. */
  readonly subject?: string;
  /** The bucket behind it, when the event names exactly one; `accountId` is then the account that owns the bucket. */
  readonly bucket?: string;
}

/** A call that changed, or failed to change, who can access data in S3. */
export type S3Change = S3BucketChange | S3AccountChange | S3ResourceChange;

/** What an event is to a watcher of S3 access. */
export type S3Event =
  /** A call of the table. */
  | { readonly kind: "change"; readonly change: S3Change }
  /** A good event that is none of our concern. */
  | { readonly kind: "other"; readonly why: string }
  | InvalidEvent;

/** Not an event, or an access change that does not tell what it changed. */
export interface InvalidEvent {
  readonly kind: "invalid";
  /** All issues in one line. */
  readonly error: string;
  readonly issues: readonly EventIssue[];
}
