import { fits } from "@security-auto/iam-policy";

import { yesOrNo } from "../answer";
import { type Operator, pair } from "./operator";

export const stringOperators: readonly (readonly [string, Operator])[] = [
  ...pair("StringEquals", "StringNotEquals", {
    operand: "text",
    compare: (wanted, found) => yesOrNo(wanted === found),
  }),
  ...pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", {
    operand: "text",
    compare: (wanted, found) => yesOrNo(wanted.toLowerCase() === found.toLowerCase()),
  }),
  ...pair("StringLike", "StringNotLike", {
    operand: "pattern",
    compare: (wanted, found) => yesOrNo(fits(wanted, found)),
  }),
];
