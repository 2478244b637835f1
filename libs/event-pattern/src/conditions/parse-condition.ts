import { isObject, isScalar } from "../core/json";
import { invalid, type Parsed, valid } from "../core/parsed";
import { parsePrefix, parseSuffix } from "./affix";
import { parseAnythingBut } from "./anything-but";
import { parseCidr } from "./cidr";
import { type Condition, type OperandParser, testOf } from "./condition";
import { ignoreCase } from "./ignore-case";
import { parseNumeric } from "./numeric";
import { matchesPieces, parseWildcard } from "./wildcard";

const parseExactly: OperandParser = (operand, at) =>
  typeof operand === "string"
    ? valid({ kind: "exact", value: operand })
    : invalid(at, "must be a string; write other values directly into the list");

const parseExists: OperandParser = (operand, at) => {
  if (operand === true) return valid(testOf(() => true, ["exists"]));
  return operand === false ? valid({ kind: "absent" }) : invalid(at, "must be true or false, without quotes");
};

const parseEqualsIgnoreCase: OperandParser = (operand, at) => {
  if (typeof operand !== "string") {
    return invalid(at, 'must be one string; for several, write one { "equals-ignore-case": ... } for each');
  }
  const { equals } = ignoreCase(operand);
  return valid(
    testOf((value) => typeof value === "string" && equals(value), ["equals-ignore-case", operand]),
  );
};

const parseWildcardCondition: OperandParser = (operand, at) => {
  const wildcard = parseWildcard(operand, at);
  if (!wildcard.success) return wildcard;
  const { text, pieces } = wildcard.data;
  return valid(
    testOf(
      (value) => typeof value === "string" && matchesPieces(value, pieces),
      ["wildcard", text],
      [wildcard.data],
    ),
  );
};

const OPERATORS: ReadonlyMap<string, OperandParser> = new Map([
  ["exactly", parseExactly],
  ["prefix", parsePrefix],
  ["suffix", parseSuffix],
  ["equals-ignore-case", parseEqualsIgnoreCase],
  ["anything-but", parseAnythingBut],
  ["numeric", parseNumeric],
  ["exists", parseExists],
  ["cidr", parseCidr],
  ["wildcard", parseWildcardCondition],
]);

/** Reads one entry of a field's list: a plain value or an object with one operator. */
export function parseCondition(entry: unknown, at: string): Parsed<Condition> {
  if (isScalar(entry)) return valid({ kind: "exact", value: entry });
  if (!isObject(entry)) {
    return invalid(at, "must be a string, number, true, false, null or an object with an operator");
  }
  const [operator, ...more] = Object.keys(entry);
  if (operator === undefined || more.length > 0) {
    return invalid(at, 'must have exactly one operator, such as { "prefix": "a" }');
  }
  const parse = OPERATORS.get(operator);
  return parse === undefined
    ? invalid(`${at}.${operator}`, `is no operator: use ${[...OPERATORS.keys()].slice(1).join(", ")}`)
    : parse(entry[operator], `${at}.${operator}`);
}
