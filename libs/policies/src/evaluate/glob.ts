/** Any run of characters, also none: `*`. */
export const ANY = 0;
/** Exactly one character: `?`. */
export const ONE = 1;

/** Literal characters (one code point each) and wildcards, told apart by type. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** Reads `*` and `?` as wildcards. */
export function globOf(text: string): Pattern {
  const units: Pattern[number][] = [];
  for (const character of text) {
    units.push(character === "*" ? ANY : character === "?" ? ONE : character);
  }
  return units;
}

/** Reads every character as itself. */
export function literalOf(text: string): Pattern {
  return Array.from(text);
}

/**
 * Whether the whole value fits the pattern. Going back only to the last `*` keeps the work below
 * pattern length times value length, also for patterns written to be slow.
 */
export function fits(pattern: Pattern, value: readonly string[]): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let starFrom = 0;
  while (from < value.length) {
    const unit = pattern[at];
    if (unit === ANY) {
      star = at;
      starFrom = from;
      at += 1;
    } else if (unit === ONE || (unit !== undefined && unit === value[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      starFrom += 1;
      from = starFrom;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) at += 1;
  return at === pattern.length;
}
