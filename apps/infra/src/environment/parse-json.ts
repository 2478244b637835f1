type ParsedJson =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly place: string; readonly reason: string } };

/** Node.js names the place only in some of its messages, and differently from version to version. */
const POSITION = / (?:in JSON )?at position (\d+).*$/s;

function complaint(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether more text could still make JSON of it. */
function maybeUnfinished(text: string): boolean {
  const message = complaint(text);
  if (message === undefined || message.includes("end of JSON input")) return true;
  const position = POSITION.exec(message)?.[1];
  return message.startsWith("Unterminated") || (position !== undefined && Number(position) >= text.length);
}

/** How many characters can be read before the first one that cannot be right. */
function readable(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (maybeUnfinished(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** JSON, or where it stops being JSON, counted in lines and columns from 1. A byte order mark does not count. */
export function parseJson(textOfFile: string): ParsedJson {
  const text = textOfFile.replace(/^\ufeff/, "");
  const message = complaint(text);
  if (message === undefined) return { success: true, data: JSON.parse(text) };
  const before = text.slice(0, readable(text)).split("\n");
  return {
    success: false,
    error: {
      place: `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`,
      reason: `not JSON: ${message.replace(POSITION, "")}`,
    },
  };
}
