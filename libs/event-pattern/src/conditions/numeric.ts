import { isList } from "../core/json";
import { invalid, type Parsed, valid } from "../core/parsed";
import { type OperandParser, testOf } from "./condition";

type Comparison = (value: number, bound: number) => boolean;

const COMPARISONS: ReadonlyMap<unknown, Comparison> = new Map<unknown, Comparison>([
  ["=", (value, bound) => value === bound],
  ["<", (value, bound) => value < bound],
  ["<=", (value, bound) => value <= bound],
  [">", (value, bound) => value > bound],
  [">=", (value, bound) => value >= bound],
]);
const BOTTOMS: readonly unknown[] = [">", ">="];
const TOPS: readonly unknown[] = ["<", "<="];
const EXAMPLES = '["<", 10] or [">", 0, "<=", 5]';

/**
 * `{ "numeric": [">", 0, "<=", 5] }`: one comparison, or a bottom and then a top. EventBridge compares any
 * double, although its user guide still limits numbers to five billion and six decimals.
 */
export const parseNumeric: OperandParser = (operand, at) => {
  if (!isList(operand)) return invalid(at, `must be a list, such as ${EXAMPLES}`);
  const [operator, bound, topOperator, topBound, ...more] = operand;
  const first = parseComparison(operator, bound, at, 0);
  if (!first.success) return first;
  const matches = first.data.matches;
  if (operand.length === 2) {
    return valid(
      testOf((value) => typeof value === "number" && matches(value), ["numeric", operator, bound]),
    );
  }
  if (!BOTTOMS.includes(operator) || !TOPS.includes(topOperator) || more.length > 0) {
    return invalid(at, `is no range: write the bottom first, then the top, such as ${EXAMPLES}`);
  }
  const top = parseComparison(topOperator, topBound, at, 2);
  if (!top.success) return top;
  if (first.data.bound >= top.data.bound) {
    return invalid(at, "has a bottom that is not less than its top: exchange the numbers");
  }
  const belowTop = top.data.matches;
  return valid(
    testOf(
      (value) => typeof value === "number" && matches(value) && belowTop(value),
      ["numeric", operator, bound, topOperator, topBound],
    ),
  );
};

interface BoundComparison {
  readonly bound: number;
  readonly matches: (value: number) => boolean;
}

function parseComparison(
  operator: unknown,
  bound: unknown,
  at: string,
  index: number,
): Parsed<BoundComparison> {
  const comparison = COMPARISONS.get(operator);
  if (comparison === undefined) {
    return invalid(`${at}[${index}]`, `must be one of "=", "<", "<=", ">", ">="`);
  }
  if (typeof bound !== "number") {
    return invalid(`${at}[${index + 1}]`, "must be a number without quotes");
  }
  return valid({ bound, matches: (value) => comparison(value, bound) });
}
