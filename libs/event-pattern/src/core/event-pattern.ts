/** A JSON value that is neither object nor list: what a pattern compares. */
export type Scalar = string | number | boolean | null;

/** One entry of a field's list that is not a plain value. Exactly one key. */
export type MatchExpression =
  | { readonly exactly: string }
  | { readonly prefix: string | { readonly "equals-ignore-case": string } }
  | { readonly suffix: string | { readonly "equals-ignore-case": string } }
  | { readonly "equals-ignore-case": string }
  | { readonly wildcard: string }
  | { readonly cidr: string }
  | { readonly exists: boolean }
  | { readonly numeric: readonly (string | number)[] }
  | { readonly "anything-but": AnythingBut };

/** What `anything-but` excludes: values of one type, or strings of one shape. */
export type AnythingBut =
  | string
  | number
  | readonly string[]
  | readonly number[]
  | { readonly prefix: string | readonly string[] }
  | { readonly suffix: string | readonly string[] }
  | { readonly "equals-ignore-case": string | readonly string[] }
  | { readonly wildcard: string | readonly string[] };

/**
 * An EventBridge event pattern: plain JSON data in the shape of the events it selects, a list of
 * allowed values at each leaf. `$or` holds a list of patterns of which one must match.
 *
 * @example
 * const pattern: EventPattern = {
 *   source: ["aws.s3"],
 *   detail: { eventName: ["PutBucketAcl", { prefix: "Delete" }], errorCode: [{ exists: false }] },
 * };
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly (Scalar | MatchExpression)[] | readonly EventPattern[];
}

/** Why a pattern was refused. */
export interface InvalidPattern {
  /** The place in the pattern, such as `detail.eventName[2].prefix`; `""` is the pattern itself. */
  readonly path: string;
  /** What is wrong there and what to write instead. */
  readonly reason: string;
}

/** One condition that an event did not meet. */
export interface Mismatch {
  /** The field, such as `detail.eventName`, or the `$or`, such as `detail.$or`. */
  readonly path: string;
  /** The fragment of the pattern that was not met. */
  readonly expected: unknown;
  /** The field's value; a list when the event has several; undefined when it has none. */
  readonly actual: unknown;
  /** The same as one sentence for a person, without a full stop. */
  readonly because: string;
  /** Only for a `$or`: for each of its alternatives, what that alternative lacked. */
  readonly alternatives?: readonly (readonly Mismatch[])[];
}

/** A pattern ready to be matched against any number of events. */
export interface CompiledPattern {
  /** Whether EventBridge would deliver the event. False for anything that is no JSON object. */
  readonly matches: (event: unknown) => boolean;
  /** The conditions the event does not meet; empty exactly when it matches. */
  readonly explain: (event: unknown) => readonly Mismatch[];
}

/** Data, or the reason why there is none. */
export type Result<Data, Failure> =
  { readonly success: true; readonly data: Data } | { readonly success: false; readonly error: Failure };
