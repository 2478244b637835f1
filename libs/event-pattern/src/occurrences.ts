import type { Scalar } from "./event-pattern";
import type { Field } from "./field";
import { isList, isObject, isScalar, type JsonObject } from "./json";

/**
 * The elements of lists that a value lies in, innermost first. Values of one event belong together
 * only if they lie in the same element of every list they share.
 */
export interface Membership {
  readonly list: readonly unknown[];
  /** The path that leads to the list: one list object may stand at two places of an event. */
  readonly prefix: string;
  readonly index: number;
  readonly outer: Membership | undefined;
}

/** A leaf value at a field's path. */
export interface Occurrence {
  readonly value: Scalar;
  readonly membership: Membership | undefined;
}

/** Deeper than any event; values further down are not seen, so that the stack always suffices. */
const DEEPEST = 1000;

/** All leaf values at the field's path that agree with `membership`. */
export function occurrencesOf(
  event: JsonObject,
  field: Field,
  membership: Membership | undefined,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  collect(event, 0, membership, { field, found, depth: 0 });
  return found;
}

interface Walk {
  readonly field: Field;
  readonly found: Occurrence[];
  depth: number;
}

function collect(node: unknown, used: number, membership: Membership | undefined, walk: Walk): void {
  if (isScalar(node)) {
    if (used === walk.field.route.length) walk.found.push({ value: node, membership });
    return;
  }
  if (walk.depth >= DEEPEST) return;
  walk.depth += 1;
  if (isList(node)) collectList(node, used, membership, walk);
  else if (isObject(node)) collectObject(node, used, membership, walk);
  walk.depth -= 1;
}

function collectObject(node: JsonObject, used: number, membership: Membership | undefined, walk: Walk): void {
  const segment = walk.field.route[used];
  if (segment === undefined) return;
  const { key, joined } = segment;
  if (Object.hasOwn(node, key)) collect(node[key], used + 1, membership, walk);
  for (const span of joined) {
    if (Object.hasOwn(node, span.key)) collect(node[span.key], span.end, membership, walk);
  }
}

function collectList(
  list: readonly unknown[],
  used: number,
  membership: Membership | undefined,
  walk: Walk,
): void {
  const prefix = walk.field.prefixes[used] ?? "";
  const fixed = indexIn(list, prefix, membership);
  const isLeaf = used === walk.field.route.length;
  if (fixed !== undefined && !isLeaf) {
    collect(list[fixed], used, membership, walk);
    return;
  }
  for (const [index, element] of list.entries()) {
    if (isScalar(element)) {
      // Plain elements are alternatives of one value, they do not tie other fields to their place.
      collect(element, used, membership, walk);
    } else if (fixed === undefined) {
      collect(element, used, { list, prefix, index, outer: membership }, walk);
    } else if (fixed === index) {
      collect(element, used, membership, walk);
    }
  }
}

function indexIn(
  list: readonly unknown[],
  prefix: string,
  membership: Membership | undefined,
): number | undefined {
  for (let inner = membership; inner !== undefined; inner = inner.outer) {
    if (inner.list === list && inner.prefix === prefix) return inner.index;
  }
  return undefined;
}
