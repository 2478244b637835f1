import type { Scalar } from "./core/event-pattern";
import type { Field } from "./field";
import { isList, isObject, isScalar, type JsonObject } from "./core/json";
import { Membership } from "./membership";

/** A leaf value at a field's path, and the elements of lists that it lies in. */
export interface Occurrence {
  readonly value: Scalar;
  readonly membership: Membership;
}

/** Is shown an occurrence; `true` ends the search. */
type Visit = (value: Scalar, membership: Membership) => boolean;

/** Deeper than any event; values further down are not seen, so that the stack always suffices. */
const DEEPEST = 1000;

/** All leaf values at the field's path that agree with `membership`. */
export function occurrencesOf(
  event: JsonObject,
  field: Field,
  membership: Membership,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  new Walk(field, (value, inner) => {
    found.push({ value, membership: inner });
    return false;
  }).some(event, 0, membership);
  return found;
}

/** Whether any leaf value at the field's path satisfies it. */
export function holdsAlone(event: JsonObject, field: Field): boolean {
  return new Walk(field, (value) => field.test(value)).some(event, 0, Membership.none());
}

class Walk {
  #depth = 0;

  constructor(
    private readonly field: Field,
    private readonly visit: Visit,
  ) {}

  /** @param used how many segments of the path lead to the node */
  some(node: unknown, used: number, membership: Membership): boolean {
    if (isScalar(node)) return used === this.field.route.length && this.visit(node, membership);
    if (this.#depth >= DEEPEST) return false;
    this.#depth += 1;
    const found = isList(node)
      ? this.#someOfList(node, used, membership)
      : isObject(node) && this.#someOfObject(node, used, membership);
    this.#depth -= 1;
    return found;
  }

  #someOfObject(node: JsonObject, used: number, membership: Membership): boolean {
    const segment = this.field.route[used];
    if (segment === undefined) return false;
    const { key, joined } = segment;
    if (Object.hasOwn(node, key) && this.some(node[key], used + 1, membership)) return true;
    return joined.some(
      (span) => Object.hasOwn(node, span.key) && this.some(node[span.key], span.end, membership),
    );
  }

  #someOfList(list: readonly unknown[], used: number, membership: Membership): boolean {
    const prefix = this.field.prefixes[used] ?? "";
    const fixed = membership.indexIn(list, prefix);
    const isLeaf = used === this.field.route.length;
    if (fixed !== undefined && !isLeaf) return this.some(list[fixed], used, membership);
    return list.some((element, index) => {
      // Plain elements are alternatives of one value, they do not tie other fields to their place.
      if (isScalar(element)) return this.some(element, used, membership);
      if (fixed !== undefined) return fixed === index && this.some(element, used, membership);
      return this.some(element, used, membership.with(list, prefix, index));
    });
  }
}
