import { isList, isObject, type JsonObject, quote } from "../core/json";
import { invalid, type Parsed, parseAll, valid } from "../core/parsed";
import { type Condition, type OperandParser, testOf } from "./condition";
import { ignoreCase } from "./ignore-case";
import { matchesPieces, parseWildcard, type Wildcard } from "./wildcard";

type TextTest = (value: string) => boolean;

/**
 * `{ "anything-but": ... }`: there is a value, and it is none of these. A value of another type
 * always passes; a missing field never does.
 */
export const parseAnythingBut: OperandParser = (operand, at) => {
  if (isObject(operand)) return parseShape(operand, at);
  const values: readonly unknown[] = isList(operand) ? operand : [operand];
  const shapes = values.filter(isObject);
  if (shapes.length > 0) return invalid(at, withoutList(shapes));
  const strings = values.every((value) => typeof value === "string");
  const numbers = values.every((value) => typeof value === "number");
  if (values.length === 0 || !(strings || numbers)) {
    return invalid(at, "must be a string, a number, a list of only strings or of only numbers");
  }
  const excluded = new Set<unknown>(values);
  return valid(testOf((value) => !excluded.has(value), ["anything-but", ...ordered(values)]));
};

/** The right spelling of `[{ "prefix": "a" }, { "prefix": "b" }]`. */
function withoutList(shapes: readonly JsonObject[]): string {
  const name = shapes.flatMap(Object.keys).find((key) => SHAPE_NAMES.includes(key)) ?? "prefix";
  const texts = shapes.flatMap((shape) => shape[name] ?? []);
  const spelling = `{ "anything-but": { "${name}": ${quote(texts.length > 0 ? texts : ["a"])} } }`;
  return `takes one object, not a list of objects: write ${spelling}`;
}

/** Without duplicates, in an order that does not depend on the spelling. */
function ordered(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].sort();
}

const SHAPE_NAMES: readonly string[] = ["prefix", "suffix", "equals-ignore-case", "wildcard"];
const SHAPES: ReadonlyMap<string, (text: string) => TextTest> = new Map([
  [
    "prefix",
    (text: string): TextTest =>
      (value) =>
        value.startsWith(text),
  ],
  [
    "suffix",
    (text: string): TextTest =>
      (value) =>
        value.endsWith(text),
  ],
  ["equals-ignore-case", (text: string): TextTest => ignoreCase(text).equals],
]);

function parseShape(operand: JsonObject, at: string): Parsed<Condition> {
  const [shape, ...more] = Object.keys(operand);
  if (shape === undefined || more.length > 0) {
    return invalid(at, "must have exactly one key: prefix, suffix, equals-ignore-case or wildcard");
  }
  const inner = `${at}.${shape}`;
  const texts = isList(operand[shape]) ? operand[shape] : [operand[shape]];
  if (texts.length === 0) return invalid(inner, "must not be an empty list: name what to exclude");
  const place = (index: number): string => (isList(operand[shape]) ? `${inner}[${index}]` : inner);
  if (shape === "wildcard") {
    const wildcards = parseAll(texts, (text, index) => parseWildcard(text, place(index)));
    return wildcards.success ? valid(noneOf(wildcards.data)) : wildcards;
  }
  const toTest = SHAPES.get(shape);
  if (toTest === undefined) {
    return invalid(inner, "is unknown here: use prefix, suffix, equals-ignore-case or wildcard");
  }
  const tests = parseAll(texts, (text, index): Parsed<TextTest> => {
    if (typeof text !== "string") return invalid(place(index), "must be a string");
    if (text === "" && shape !== "equals-ignore-case") {
      return invalid(place(index), "must not be empty: every string has an empty prefix and suffix");
    }
    return valid(toTest(text));
  });
  if (!tests.success) return tests;
  const excluded = tests.data;
  return valid(
    testOf(
      (value) => typeof value !== "string" || !excluded.some((test) => test(value)),
      ["anything-but", shape, ...ordered(texts)],
    ),
  );
}

function noneOf(wildcards: readonly Wildcard[]): Condition {
  return testOf(
    (value) => typeof value !== "string" || !wildcards.some(({ pieces }) => matchesPieces(value, pieces)),
    ["anything-but", "wildcard", ...ordered(wildcards.map(({ text }) => text))],
    wildcards,
  );
}
