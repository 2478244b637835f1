import { yesOrNo } from "../answer";
import { fits } from "../glob";
import { type Operator, pair } from "./operator";

export const stringOperators: readonly (readonly [string, Operator])[] = [
  ...pair("StringEquals", "StringNotEquals", {
    operand: "text",
    wildcards: false,
    compare: (wanted, found) => yesOrNo(wanted.join("") === found),
  }),
  ...pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", {
    operand: "text",
    wildcards: false,
    compare: (wanted, found) => yesOrNo(wanted.join("").toLowerCase() === found.toLowerCase()),
  }),
  ...pair("StringLike", "StringNotLike", {
    operand: "text",
    wildcards: true,
    compare: (wanted, found) => yesOrNo(fits(wanted, Array.from(found))),
  }),
];
