import { find } from "./find";
import { ANY, hasWildcard, literal, ONE, type Pattern, splitAt } from "./pattern";

/** Whether a whole text fits a pattern. */
export function fits(pattern: Pattern, text: string): boolean {
  return includes(pattern, literal(text));
}

/**
 * Whether every text that fits `narrow` fits `wide`; a `narrow` without wildcards is one text. It never says so wrongly, and
 * overlooks a few odd pairs (`*?` in `?*`).
 *
 * The stars cut `wide` into segments: the first starts the text, the last ends it, each other is found at the first place
 * after the one before it. Work grows as the lengths, also for patterns written to be slow; for a segment with a `?` it is
 * their product by 32.
 */
export function includes(wide: Pattern, narrow: Pattern): boolean {
  if (wide === narrow || wide === ANY) return true;
  if (typeof wide === "string" && !hasWildcard(wide) && typeof narrow === "string") return false;
  if (!isComparable(wide, narrow)) return includes(Array.from(wide), Array.from(narrow));
  const segments = splitAt(ANY, wide);
  const first = segments[0] ?? "";
  if (!standsAt(first, narrow, 0)) return false;
  if (segments.length === 1) return first.length === narrow.length;
  const last = segments.at(-1) ?? "";
  const end = narrow.length - last.length;
  let at = first.length;
  for (let index = 1; index < segments.length - 1; index += 1) {
    const segment = segments[index] ?? "";
    if (segment.length === 0) continue;
    const found = find(segment, narrow, at);
    if (found < 0) return false;
    at = found + segment.length;
  }
  return at <= end && standsAt(last, narrow, end);
}

const SURROGATE = /[\ud800-\udfff]/;

/** Texts compare as they are, unless a `?` meets a character outside the basic plane, which a text holds as two. */
function isComparable(wide: Pattern, narrow: Pattern): boolean {
  if (typeof wide !== "string" || typeof narrow !== "string") return typeof wide === typeof narrow;
  return !wide.includes(ONE) || !(SURROGATE.test(wide) || SURROGATE.test(narrow));
}

/** Whether a segment fits at a place; a `*` there may be more than one character. */
function standsAt(segment: Pattern, text: Pattern, at: number): boolean {
  if (typeof segment === "string" && typeof text === "string" && !segment.includes(ONE)) {
    return text.startsWith(segment, at);
  }
  if (at + segment.length > text.length) return false;
  for (let index = 0; index < segment.length; index += 1) {
    const wanted = segment[index];
    const given = text[at + index];
    if (wanted !== given && (wanted !== ONE || given === ANY)) return false;
  }
  return true;
}

/** Whether no text fits both. It never says so wrongly: of two patterns with wildcards it compares the fixed ends only. */
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
