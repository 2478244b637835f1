import { parse, type ParseError } from "jsonc-parser";

type ParsedJson =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly place: string; readonly reason: string } };

/** Node.js names the place only in some of its messages, and differently from version to version. */
const POSITION = / (?:in JSON )?at position (\d+).*$/s;

/** JSON, or where it stops being JSON, counted in lines and columns from 1. A byte order mark does not count. */
export function parseJson(textOfFile: string): ParsedJson {
  const text = textOfFile.replace(/^\ufeff/, "");
  try {
    return { success: true, data: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      success: false,
      error: { place: placeOfFault(text), reason: `not JSON: ${message.replace(POSITION, "")}` },
    };
  }
}

function placeOfFault(text: string): string {
  const faults: ParseError[] = [];
  parse(text, faults, { disallowComments: true });
  const before = text.slice(0, faults[0]?.offset).split("\n");
  return `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`;
}
