import { isObject } from "../core/json";
import { invalid, valid } from "../core/parsed";
import { type OperandParser, testOf } from "./condition";
import { ignoreCase } from "./ignore-case";

/** `{ "prefix": "x" }` or `{ "prefix": { "equals-ignore-case": "x" } }`. */
export const parsePrefix: OperandParser = (operand, at) => parseAffix("prefix", operand, at);

/** `{ "suffix": "x" }` or `{ "suffix": { "equals-ignore-case": "x" } }`. */
export const parseSuffix: OperandParser = (operand, at) => parseAffix("suffix", operand, at);

/** An empty affix is valid: it says that the value is a string. */
function parseAffix(side: "prefix" | "suffix", operand: unknown, at: string): ReturnType<OperandParser> {
  if (typeof operand === "string") {
    return valid(
      testOf(
        side === "prefix"
          ? (value) => typeof value === "string" && value.startsWith(operand)
          : (value) => typeof value === "string" && value.endsWith(operand),
        [side, operand],
      ),
    );
  }
  if (!isObject(operand)) {
    return invalid(at, `must be one string; for several, write one { "${side}": ... } for each`);
  }
  const text = operand["equals-ignore-case"];
  if (Object.keys(operand).length !== 1 || !Object.hasOwn(operand, "equals-ignore-case")) {
    return invalid(at, 'takes a string or { "equals-ignore-case": "..." } and nothing else');
  }
  if (typeof text !== "string") return invalid(`${at}.equals-ignore-case`, "must be a string");
  const { startsOf, endsOf } = ignoreCase(text);
  const test = side === "prefix" ? startsOf : endsOf;
  return valid(testOf((value) => typeof value === "string" && test(value), [side, { text }]));
}
