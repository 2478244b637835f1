import { arnIncludes, literal } from "@security-auto/iam-policy";

import { unknown, yesOrNo } from "../answer";
import { type Comparison, type Operator, pair } from "./operator";

const byPart: Comparison = {
  operand: "pattern",
  compare: (wanted, found) => {
    const fits = arnIncludes(wanted, literal(found));
    return fits === undefined ? unknown("ARN in a policy", Array.from(wanted).join("")) : yesOrNo(fits);
  },
};

/** ArnEquals reads wildcards as ArnLike does. */
export const arnOperators: readonly (readonly [string, Operator])[] = [
  ...pair("ArnEquals", "ArnNotEquals", byPart),
  ...pair("ArnLike", "ArnNotLike", byPart),
];
