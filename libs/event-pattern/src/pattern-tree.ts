import type { Field } from "./field";

/** A pattern understood: all parts must hold. */
export interface AllOf {
  readonly kind: "all";
  readonly parts: readonly (Field | AnyOf)[];
}

/** A `$or`: one of the options must hold. */
export interface AnyOf {
  readonly kind: "any";
  /** Path of the `$or` among the event's fields, such as `detail.$or`. */
  readonly path: string;
  /** The list as written in the pattern. */
  readonly expected: readonly unknown[];
  readonly options: readonly AllOf[];
}

export function isAnyOf(part: Field | AnyOf): part is AnyOf {
  return "options" in part;
}
