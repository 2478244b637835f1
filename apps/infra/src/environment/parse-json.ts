type ParsedJson =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly place: string; readonly reason: string } };

/** The message's own word on where, which differs from one version of Node.js to the next. */
const POSITION = /\s*(?:in JSON)?\s*at position (\d+)(?: \(line \d+ column \d+\))?/;

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** JSON, or where it stops being JSON, counted in lines and columns from 1. */
export function parseJson(text: string): ParsedJson {
  try {
    return { success: true, data: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = POSITION.exec(message)?.[1];
    const place = placeOf(text, offset === undefined ? text.trimEnd().length : Number(offset));
    return { success: false, error: { place, reason: `not JSON: ${message.replace(POSITION, "")}` } };
  }
}
