import { find, ONE, type Segment } from "./find-segment";

/** Any run of characters, also none: `*`. */
export const ANY = 0;

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
 * Whether the whole value fits the pattern. The stars cut it into segments: the first starts the value, the last ends
 * it, each other is found at the first place after the one before it.
 *
 * Work grows as pattern length plus value length, also for patterns written to be slow; for a segment with a `?` it is
 * their product by 32.
 */
export function fits(pattern: Pattern, value: readonly string[]): boolean {
  const [first = [], ...others] = segmentsOf(pattern);
  const last = others.pop();
  if (!standsAt(first, value, 0)) return false;
  if (last === undefined) return first.length === value.length;
  const end = value.length - last.length;
  let from = first.length;
  for (const segment of others) {
    const found = find(segment, value, from, end);
    if (found === undefined) return false;
    from = found + segment.length;
  }
  return from <= end && standsAt(last, value, end);
}

function segmentsOf(pattern: Pattern): readonly Segment[] {
  const segments: Segment[number][][] = [[]];
  for (const unit of pattern) {
    if (unit === ANY) segments.push([]);
    else segments.at(-1)?.push(unit);
  }
  return segments;
}

function standsAt(segment: Segment, value: readonly string[], from: number): boolean {
  return (
    from + segment.length <= value.length &&
    segment.every((unit, index) => unit === ONE || unit === value[from + index])
  );
}
