import type { Operator } from "./operator";
import { OPERATORS } from "./table";

/** An operator's name, taken apart: `ForAnyValue:StringLikeIfExists`. */
export interface ParsedOperator {
  readonly operator: Operator;
  readonly set?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
}

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+)$/;
const IF_EXISTS = "IfExists";

export function parseOperator(name: string): ParsedOperator | undefined {
  const [, set, rest] = NAME.exec(name) ?? [];
  if (rest === undefined) return undefined;
  const ifExists = rest.endsWith(IF_EXISTS);
  const operator = OPERATORS.get(ifExists ? rest.slice(0, -IF_EXISTS.length) : rest);
  if (operator === undefined) return undefined;
  return set === "ForAllValues" || set === "ForAnyValue"
    ? { operator, set, ifExists }
    : { operator, ifExists };
}
