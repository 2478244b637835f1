import { unknown, yesOrNo } from "../answer";
import { type Operator, parsed, single } from "./operator";

export const binaryOperators: readonly (readonly [string, Operator])[] = single(
  "BinaryEquals",
  parsed("Base64 value", readBase64, (wanted, found) => yesOrNo(found === wanted), unknown),
);

/** The text itself when it is the one Base64 form of its bytes, so that equal texts are equal bytes. */
function readBase64(text: string): string | undefined {
  return Buffer.from(text, "base64").toString("base64") === text ? text : undefined;
}
