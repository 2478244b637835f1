import { invalid, type Parsed, valid } from "../core/parsed";

/** Text with `*` for any run of characters, taken apart. */
export interface Wildcard {
  readonly text: string;
  /** The literal pieces between the `*`, escapes resolved; one more piece than there are `*`. */
  readonly pieces: readonly string[];
}

/** Reads `*`, `\*` and `\\`; every other character stands for itself. */
export function parseWildcard(operand: unknown, at: string): Parsed<Wildcard> {
  if (typeof operand !== "string") return invalid(at, 'must be a string, such as "*/config/*"');
  const pieces: string[] = [];
  let piece = "";
  for (let index = 0; index < operand.length; index += 1) {
    const character = operand.charAt(index);
    const next = operand.charAt(index + 1);
    if (character === "*") {
      if (next === "*") {
        return invalid(at, `has "**" at position ${index}: one "*" already stands for any text`);
      }
      pieces.push(piece);
      piece = "";
    } else if (character === "\\") {
      if (next !== "*" && next !== "\\") {
        return invalid(
          at,
          `has a "\\" at position ${index} that escapes nothing: write "\\*" for a star and "\\\\" for a backslash`,
        );
      }
      piece += next;
      index += 1;
    } else {
      piece += character;
    }
  }
  return valid({ text: operand, pieces: [...pieces, piece] });
}

/**
 * First piece at the start, last piece at the end, each one between at its first place after the one
 * before. The first place is always good enough, so nothing is ever tried twice.
 */
export function matchesPieces(value: string, pieces: readonly string[]): boolean {
  const last = pieces.length - 1;
  const head = pieces[0] ?? "";
  const tail = pieces[last] ?? "";
  if (last === 0) return value === head;
  if (!value.startsWith(head) || !value.endsWith(tail)) return false;
  const end = value.length - tail.length;
  let position = head.length;
  for (let index = 1; index < last; index += 1) {
    const piece = pieces[index] ?? "";
    const found = value.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return position <= end;
}
