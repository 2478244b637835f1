const ANY = "*";
const ONE = "?";

/** Whether a text holds an IAM wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes(ANY) || text.includes(ONE);
}

/** AWS compares with nothing longer than 2,048 characters; every second character of a pattern may be a `*` beside them. */
const LONGEST = 4096;

/**
 * Whether every text that `narrow` matches is matched by `wide`; a `narrow` without wildcards is one text. Never says so
 * wrongly; a few odd pairs (`*?` in `?*`) it does not see. What stands between two `*` is looked for once, from the left.
 */
export function includes(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === ANY) return true;
  if (!hasWildcard(wide)) return false;
  if (wide.length > LONGEST) {
    const shorter = wide.replace(/\*{2,}/g, ANY);
    return shorter.length <= LONGEST && includes(shorter, narrow);
  }
  if (narrow.length > LONGEST) return false;
  const pieces = wide.split(ANY);
  const head = pieces.shift() ?? "";
  const tail = pieces.pop();
  if (tail === undefined) return head.length === narrow.length && fitsAt(head, narrow, 0);
  let at = head.length;
  const end = narrow.length - tail.length;
  if (at > end || !fitsAt(head, narrow, 0) || !fitsAt(tail, narrow, end)) return false;
  for (const piece of pieces) {
    const found = indexOf(piece, narrow, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

function indexOf(piece: string, text: string, from: number): number {
  if (!piece.includes(ONE)) return text.indexOf(piece, from);
  for (let at = from; at + piece.length <= text.length; at += 1) if (fitsAt(piece, text, at)) return at;
  return -1;
}

/** Whether a piece without `*` fits at a place; a `*` there is more than one character may be. */
function fitsAt(piece: string, text: string, at: number): boolean {
  for (let index = 0; index < piece.length; index += 1) {
    const wanted = piece[index];
    const given = text[at + index];
    if (given === ANY || (wanted !== ONE && wanted !== given)) return false;
  }
  return true;
}

/** Whether no text fits both. Never says so wrongly; of two patterns with wildcards only the fixed ends are compared. */
export function disjoint(one: string, other: string): boolean {
  if (!hasWildcard(one)) return !includes(other, one);
  if (!hasWildcard(other)) return !includes(one, other);
  return differAtStart(one, other) || differAtEnd(one, other);
}

function differAtStart(one: string, other: string): boolean {
  const length = Math.min(fixedStart(one), fixedStart(other));
  return one.slice(0, length) !== other.slice(0, length);
}

function differAtEnd(one: string, other: string): boolean {
  const length = Math.min(fixedEnd(one), fixedEnd(other));
  return one.slice(one.length - length) !== other.slice(other.length - length);
}

function fixedStart(text: string): number {
  let at = 0;
  while (at < text.length && text[at] !== ANY && text[at] !== ONE) at += 1;
  return at;
}

function fixedEnd(text: string): number {
  let at = text.length;
  while (at > 0 && text[at - 1] !== ANY && text[at - 1] !== ONE) at -= 1;
  return text.length - at;
}
