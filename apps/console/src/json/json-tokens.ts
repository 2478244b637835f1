import { visit } from "jsonc-parser";

export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: "key" | "string" | "number" | "word" | "wrong";
}

/** The coloured tokens of a JSON text in order, also of one that is not finished. */
export function jsonTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token["kind"], from: number, length: number): void => {
    // What is reported twice, such as an error at a token, is shown once.
    if (length > 0 && from >= (tokens.at(-1)?.to ?? 0)) tokens.push({ from, to: from + length, kind });
  };
  visit(text, {
    onObjectProperty: (_name, from, length) => {
      add("key", from, length);
    },
    onLiteralValue: (value, from, length) => {
      add(typeof value === "string" ? "string" : typeof value === "number" ? "number" : "word", from, length);
    },
    onError: (_error, from, length) => {
      add("wrong", from, length);
    },
  });
  return tokens;
}
