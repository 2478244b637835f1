/** One thing that is wrong with an input. */
export interface Issue {
  /** Where, such as `acl.grants.0`; empty for the input itself. */
  readonly path: string;
  /** What, such as `expected string, received number`. */
  readonly message: string;
}

export type Result<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: readonly Issue[] };
