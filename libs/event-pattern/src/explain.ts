import { describeExpected, quote } from "./describe-expected";
import type { Mismatch } from "./event-pattern";
import type { Field } from "./field";
import { isList, isObject, type JsonObject } from "./json";
import { occurrencesOf } from "./occurrences";
import { type AllOf, type AnyOf, isAnyOf } from "./pattern-tree";

/** The conditions of a pattern that the event does not meet, each one looked at alone. */
export function explainAll(tree: AllOf, event: JsonObject): readonly Mismatch[] {
  return tree.parts.flatMap((part) => (isAnyOf(part) ? explainAny(part, event) : explainField(part, event)));
}

function explainAny(any: AnyOf, event: JsonObject): readonly Mismatch[] {
  const alternatives = any.options.map((option) => explainAll(option, event));
  if (alternatives.some((mismatches) => mismatches.length === 0)) return [];
  const each = alternatives.map(
    (mismatches, index) => `(${index + 1}) ${mismatches.map(({ because }) => because).join(", and ")}`,
  );
  return [
    {
      path: any.path,
      expected: any.expected,
      actual: undefined,
      because: `none of the ${alternatives.length} alternatives of ${any.path} holds: ${each.join("; ")}`,
      alternatives,
    },
  ];
}

function explainField(field: Field, event: JsonObject): readonly Mismatch[] {
  const values = occurrencesOf(event, field, undefined).map(({ value }) => value);
  if (values.length === 0 ? field.absent : values.some((value) => field.test(value))) return [];
  const actual = values.length > 1 ? values : values[0];
  const state = values.length === 0 ? missing(field, event) : `is ${quote(actual)}`;
  return [
    {
      path: field.path,
      expected: field.expected,
      actual,
      because: `${field.path} ${state}, expected ${describeExpected(field.expected)}`,
    },
  ];
}

/** An object or an empty list at the path is no value: conditions are about leaves only. */
function missing(field: Field, event: JsonObject): string {
  let node: unknown = event;
  for (const { key } of field.route) {
    if (!isObject(node) || !Object.hasOwn(node, key)) return "is missing";
    node = node[key];
  }
  return isList(node) ? "is a list without values" : "is an object, not a value";
}

/**
 * For an event in which every condition holds alone: they hold in different elements of a list, or
 * only for a path that the pattern gives twice.
 */
export function explainTogether(tree: AllOf, event: JsonObject): Mismatch {
  const fields = fieldsOf(tree).filter((field) => inListElement(field, event));
  const paths = fields.map(({ path }) => path);
  return {
    path: commonPath(fields),
    expected: Object.fromEntries(fields.map(({ path, expected }) => [path, expected])),
    actual: undefined,
    because:
      paths.length === 0
        ? "the conditions hold alone but not together"
        : `${paths.join(" and ")} hold alone, but not in one and the same list element`,
  };
}

function fieldsOf(tree: AllOf): readonly Field[] {
  return tree.parts.flatMap((part) => (isAnyOf(part) ? part.options.flatMap(fieldsOf) : [part]));
}

function inListElement(field: Field, event: JsonObject): boolean {
  return occurrencesOf(event, field, undefined).some(({ membership }) => membership !== undefined);
}

/** The longest path that all paths begin with. */
function commonPath(fields: readonly Field[]): string {
  const [first, ...others] = fields;
  return (
    first?.prefixes.findLast((prefix, count) => others.every((other) => other.prefixes[count] === prefix)) ??
    ""
  );
}
