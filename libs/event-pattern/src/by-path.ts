/** Order of UTF-16 code units, in which EventBridge looks at the fields of a pattern. */
export function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : Number(one.path > other.path);
}
