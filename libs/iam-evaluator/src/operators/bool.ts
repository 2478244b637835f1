import { unknown, yesOrNo } from "../answer";
import { type Operator, parsed, single } from "./operator";

export const boolOperators: readonly (readonly [string, Operator])[] = single(
  "Bool",
  parsed("boolean", readBoolean, (wanted, found) => yesOrNo(found === wanted), unknown),
);

function readBoolean(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}
