import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export type Parsed =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "wrong"; readonly because: string; readonly from: number; readonly to: number };

const STRICT = { disallowComments: true, allowTrailingComma: false };

/** Reads JSON as `JSON.parse` does, and says where it is none. */
export function parseJson(text: string): Parsed {
  try {
    return { kind: "value", value: JSON.parse(text) as unknown };
  } catch (error) {
    const errors: ParseError[] = [];
    parseTree(text, errors, STRICT);
    const [first] = errors;
    if (first === undefined) return { kind: "wrong", because: String(error), from: 0, to: text.length };
    const { line, column } = placeOf(text, first.offset);
    const what = printParseErrorCode(first.error)
      .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      .trim();
    return {
      kind: "wrong",
      because: `line ${line}, column ${column}: ${what}`,
      from: first.offset,
      to: Math.min(text.length, first.offset + Math.max(1, first.length)),
    };
  }
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
