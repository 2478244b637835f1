import { unknown, yesOrNo } from "../answer";
import { fitsByPart } from "../match-arn";
import { type Comparison, type Operator, pair } from "./operator";

const byPart: Comparison = {
  operand: "text",
  wildcards: true,
  compare: (wanted, found) => {
    const fits = fitsByPart(wanted, found);
    return fits === undefined ? unknown("ARN in a policy", wanted.map(shown).join("")) : yesOrNo(fits);
  },
};

/** ArnEquals reads wildcards as ArnLike does. */
export const arnOperators: readonly (readonly [string, Operator])[] = [
  ...pair("ArnEquals", "ArnNotEquals", byPart),
  ...pair("ArnLike", "ArnNotLike", byPart),
];

function shown(unit: string | number): string {
  if (typeof unit === "string") return unit;
  return unit === 0 ? "*" : "?";
}
