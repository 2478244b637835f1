/** Any run of characters, also none. */
export const ANY = "*";

/** Exactly one character. */
export const ONE = "?";

/**
 * A text in which `*` and `?` are wildcards. Where some of them are not ({@link literal}), the pattern is a list of its
 * characters, and those that stand for themselves have a backslash before them.
 */
export type Pattern = string | readonly string[];

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes(ANY) || text.includes(ONE);
}

/** The pattern that only this text fits. */
export function literal(text: string): Pattern {
  if (!hasWildcard(text)) return text;
  return Array.from(text, (character) => (hasWildcard(character) ? `\\${character}` : character));
}

/** Patterns one after the other. */
export function joined(patterns: readonly Pattern[]): Pattern {
  if (patterns.every((pattern) => typeof pattern === "string")) return patterns.join("");
  return patterns.flatMap((pattern) => Array.from(pattern));
}

/** The parts of a pattern between separators; the last takes the rest, separators included. */
export function splitAt(separator: string, pattern: Pattern, most = Infinity): readonly Pattern[] {
  const parts: Pattern[] = [];
  let from = 0;
  while (parts.length < most - 1) {
    const at = pattern.indexOf(separator, from);
    if (at < 0) break;
    parts.push(pattern.slice(from, at));
    from = at + separator.length;
  }
  parts.push(pattern.slice(from));
  return parts;
}
