import { printable } from "@security-auto/text";

/** How wide a time is in a table: `2026-03-04 09:14`. */
export const MINUTE_WIDTH = "2026-03-04 09:14".length;

/** `2026-03-04T09:14:05.120Z` as `2026-03-04 09:14`. */
export function minute(time: string): string {
  return time.slice(0, MINUTE_WIDTH).replace("T", " ");
}

/** A text that is wider than its column goes on in the next line, after `:` or a space; a word is never broken. */
export function inLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of printable(text).split(/(?<=[: ])/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + piece.length > width) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd());
}
