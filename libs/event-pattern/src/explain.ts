import type { Branch } from "./branches";
import { consistentMatch } from "./consistent-match";
import { describeExpected } from "./describe-expected";
import type { Mismatch } from "./core/event-pattern";
import type { Field } from "./field";
import { isList, isObject, type JsonObject, quote } from "./core/json";
import { Membership } from "./membership";
import { occurrencesOf } from "./occurrences";
import { type AllOf, type AnyOf, isAnyOf } from "./pattern-tree";

/**
 * Fields that hold together in the event, by path: one such choice for each combination of alternatives that is
 * still possible. A path given twice counts as given last, as in the branches of the pattern.
 */
type Held = ReadonlyMap<string, Field>;

interface Outcome {
  readonly mismatches: readonly Mismatch[];
  readonly held: readonly Held[];
}

/**
 * Everything that keeps the event from matching: fields without a fitting value, and fields that find one each, but
 * not together. An event that is changed in all of them matches.
 */
export function explainMismatches(tree: AllOf, event: JsonObject): readonly Mismatch[] {
  return explainAll(tree, event, [new Map()]).mismatches;
}

function explainAll(tree: AllOf, event: JsonObject, before: readonly Held[]): Outcome {
  let held = before;
  const mismatches: Mismatch[] = [];
  for (const part of inOrder(tree.parts)) {
    const outcome = isAnyOf(part) ? explainAny(part, event, held) : explainField(part, event, held);
    mismatches.push(...outcome.mismatches);
    if (outcome.mismatches.length === 0) held = outcome.held;
  }
  return { mismatches, held };
}

/** Fields that may be missing come after their neighbours: the elements chosen for these decide where they must be missing. */
function inOrder(parts: readonly (Field | AnyOf)[]): readonly (Field | AnyOf)[] {
  const firstOr = parts.findIndex(isAnyOf);
  const until = firstOr === -1 ? parts.length : firstOr;
  const fields = parts.slice(0, until);
  const mayMiss = (part: Field | AnyOf): boolean => !isAnyOf(part) && part.absent;
  return [...fields.filter((part) => !mayMiss(part)), ...fields.filter(mayMiss), ...parts.slice(until)];
}

function explainAny(any: AnyOf, event: JsonObject, before: readonly Held[]): Outcome {
  const outcomes = any.options.map((option) => explainAll(option, event, before));
  const held = new Set(outcomes.flatMap((outcome) => (outcome.mismatches.length === 0 ? outcome.held : [])));
  if (held.size > 0) return { mismatches: [], held: [...held] };
  const alternatives = outcomes.map(({ mismatches }) => mismatches);
  const each = alternatives.map(
    (mismatches, index) => `(${index + 1}) ${mismatches.map(({ because }) => because).join(", and ")}`,
  );
  const mismatch = {
    path: any.path,
    expected: any.expected,
    actual: undefined,
    because: `none of the ${alternatives.length} alternatives of ${any.path} holds: ${each.join("; ")}`,
    alternatives,
  };
  return { mismatches: [mismatch], held: before };
}

function explainField(field: Field, event: JsonObject, before: readonly Held[]): Outcome {
  const nowhere = Membership.none();
  const occurrences = occurrencesOf(event, field, nowhere);
  const values = occurrences.map(({ value }) => value);
  const holds = values.length === 0 ? field.absent : values.some((value) => field.test(value));
  // Only what lies in lists can keep other fields from holding.
  if (holds && occurrences.every(({ membership }) => membership === nowhere)) {
    return { mismatches: [], held: before };
  }
  const all = before.map((held): Held => new Map(held).set(field.path, field));
  const held = all.filter((fields) => holdTogether([...fields.values()], event));
  if (held.length > 0) return { mismatches: [], held };
  const [together = new Map<string, Field>()] = all;
  const mismatch = holds ? explainTogether(field, together, event) : explainAlone(field, values, event);
  return { mismatches: [mismatch], held: before };
}

function holdTogether(fields: Branch, event: JsonObject): boolean {
  return consistentMatch(fields)(event);
}

function explainAlone(field: Field, values: readonly unknown[], event: JsonObject): Mismatch {
  const actual = values.length > 1 ? values : values[0];
  const state = values.length === 0 ? missing(field, event) : `is ${quote(actual)}`;
  return {
    path: field.path,
    expected: field.expected,
    actual,
    because: `${field.path} ${state}, expected ${describeExpected(field.expected)}`,
  };
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

/** For a field that holds alone, but not with these: names it and no more of the others than it takes to fail. */
function explainTogether(field: Field, together: Held, event: JsonObject): Mismatch {
  let fields = [...together.values()];
  for (const other of fields) {
    const fewer = fields.filter((one) => one !== other);
    if (other !== field && !holdTogether(fewer, event)) fields = fewer;
  }
  return {
    path: commonPath(fields),
    expected: Object.fromEntries(fields.map(({ path, expected }) => [path, expected])),
    actual: undefined,
    because: `${fields.map(({ path }) => path).join(" and ")} hold alone, but not in one and the same list element`,
  };
}

/** The longest path that all paths begin with. */
function commonPath(fields: readonly Field[]): string {
  const [first, ...others] = fields;
  return (
    first?.prefixes.findLast((prefix, count) => others.every((other) => other.prefixes[count] === prefix)) ??
    ""
  );
}
