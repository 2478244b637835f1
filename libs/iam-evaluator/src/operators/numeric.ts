import { unknown, yesOrNo } from "../answer";
import { type Operator, pair, parsed, single } from "./operator";

function comparison(compare: (wanted: number, found: number) => boolean) {
  return parsed("number", readNumber, (wanted, found) => yesOrNo(compare(wanted, found)), unknown);
}

export const numericOperators: readonly (readonly [string, Operator])[] = [
  ...pair(
    "NumericEquals",
    "NumericNotEquals",
    comparison((wanted, found) => found === wanted),
  ),
  ...single(
    "NumericLessThan",
    comparison((wanted, found) => found < wanted),
  ),
  ...single(
    "NumericLessThanEquals",
    comparison((wanted, found) => found <= wanted),
  ),
  ...single(
    "NumericGreaterThan",
    comparison((wanted, found) => found > wanted),
  ),
  ...single(
    "NumericGreaterThanEquals",
    comparison((wanted, found) => found >= wanted),
  ),
];

/** Decimal notation only, and no more digits than compare exactly. */
function readNumber(text: string): number | undefined {
  const decimal = /^-?\d+$/.test(text) || /^-?\d+\.\d+$/.test(text);
  return decimal && text.replace(/[-.]/g, "").length <= 15 ? Number(text) : undefined;
}
