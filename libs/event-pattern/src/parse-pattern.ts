import { parseCondition } from "./conditions/parse-condition";
import { type Field, fieldOf } from "./field";
import { isList, isObject, type JsonObject } from "./core/json";
import { invalid, type Parsed, parseAll, valid } from "./core/parsed";
import type { AllOf, AnyOf } from "./pattern-tree";
import { isReservedInOr } from "./reserved-names";

const OR = "$or";
/** Deeper than any event of AWS; a bound on the work, not a rule of AWS. */
const DEEPEST = 100;

/** Where the parser is: `path` among the event's fields, `at` in the pattern. */
interface Scope {
  readonly path: readonly string[];
  readonly at: string;
  readonly inOr: boolean;
}

/**
 * Reads a pattern. `$or` is always the operator: where it is no list of objects, EventBridge refuses the
 * pattern, although event-ruler itself then takes `$or` as the name of a field.
 */
export function parsePattern(pattern: unknown): Parsed<AllOf> {
  if (!isObject(pattern)) return invalid("", 'must be a JSON object, such as { "source": ["a"] }');
  return parseObject(pattern, { path: [], at: "", inOr: false });
}

function parseObject(object: JsonObject, scope: Scope): Parsed<AllOf> {
  const entries = Object.entries(object);
  if (entries.length === 0) {
    return invalid(scope.at, "must not be an empty object: name a field or leave the key out");
  }
  const parts = parseAll(entries, ([key, value]): Parsed<readonly (Field | AnyOf)[]> => {
    const at = scope.at === "" ? key : `${scope.at}.${key}`;
    if (key === OR) {
      const any = parseOr(value, { ...scope, at });
      return any.success ? valid([any.data]) : any;
    }
    if (scope.inOr && isReservedInOr(key)) {
      return invalid(at, `"${key}" is reserved and can not be a field's name inside $or`);
    }
    const inner = { ...scope, path: [...scope.path, ...key.split(".")], at };
    if (inner.path.length > DEEPEST) {
      return invalid(at, `is nested too deep: the limit is ${DEEPEST} levels, dots in keys included`);
    }
    if (isObject(value)) {
      const all = parseObject(value, inner);
      return all.success ? valid(all.data.parts) : all;
    }
    if (!isList(value)) {
      return invalid(at, "must be a list of allowed values or an object: put the value in [ ]");
    }
    const field = parseField(value, inner);
    return field.success ? valid([field.data]) : field;
  });
  return parts.success ? valid({ kind: "all", parts: parts.data.flat() }) : parts;
}

function parseField(list: readonly unknown[], { path, at }: Scope): Parsed<Field> {
  if (list.length === 0) {
    return invalid(at, "must not be an empty list: name a value or leave the key out");
  }
  const conditions = parseAll(list, (entry, index) => parseCondition(entry, `${at}[${index}]`));
  return conditions.success ? valid(fieldOf(path.join("."), at, list, conditions.data)) : conditions;
}

function parseOr(value: unknown, scope: Scope): Parsed<AnyOf> {
  const { at } = scope;
  if (!isList(value) || value.length < 2) {
    return invalid(at, "must be a list of at least 2 objects, one for each alternative");
  }
  const options = parseAll(value, (option, index) => {
    const place = `${at}[${index}]`;
    return isObject(option)
      ? parseObject(option, { ...scope, at: place, inOr: true })
      : invalid(place, "must be an object: each alternative of $or is a pattern");
  });
  const path = [...scope.path, OR].join(".");
  return options.success ? valid({ kind: "any", path, expected: value, options: options.data }) : options;
}
