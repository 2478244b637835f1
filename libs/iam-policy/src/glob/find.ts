import { ANY, ONE, type Pattern } from "./pattern";

/** Where a segment (a pattern without `*`) first stands in a text from `from` on; else -1. */
export function find(segment: Pattern, text: Pattern, from: number): number {
  const isOnlyText = typeof segment === "string" && typeof text === "string" && !segment.includes(ONE);
  return isOnlyText ? text.indexOf(segment, from) : findUnits(segment, text, from);
}

const WORD = 32;

/**
 * Baeza-Yates and Gonnet: one bit for each start of the segment that matches up to here, 32 at a time. No character of the
 * text is read twice.
 */
function findUnits(segment: Pattern, text: Pattern, from: number): number {
  const words = Math.ceil(segment.length / WORD);
  const masks = masksOf(segment, words);
  const state = new Uint32Array(words);
  const last = segment.length - 1;
  for (let at = from; at < text.length; at += 1) {
    const mask = masks.get(text[at] ?? OTHER) ?? masks.get(OTHER);
    let carry = 1;
    for (let word = 0; word < words; word += 1) {
      const bits = state[word] ?? 0;
      state[word] = ((bits << 1) | carry) & (mask?.[word] ?? 0);
      carry = bits >>> (WORD - 1);
    }
    if (((state[words - 1] ?? 0) >>> (last % WORD)) & 1) return at - last;
  }
  return -1;
}

/** A key for the characters that the segment does not spell out. */
const OTHER = "";

/** For each character the places of the segment that it fits, as bits. A `*` of the text may be several, and fits none. */
function masksOf(segment: Pattern, words: number): ReadonlyMap<string, Uint32Array> {
  const units = Array.from(segment);
  const ones = new Uint32Array(words);
  for (const [place, unit] of units.entries()) if (unit === ONE) mark(ones, place);
  const masks = new Map([
    [OTHER, ones],
    [ANY, new Uint32Array(words)],
  ]);
  for (const [place, unit] of units.entries()) {
    if (unit === ONE) continue;
    const mask = masks.get(unit) ?? ones.slice();
    mark(mask, place);
    masks.set(unit, mask);
  }
  return masks;
}

function mark(mask: Uint32Array, place: number): void {
  const word = Math.floor(place / WORD);
  mask[word] = (mask[word] ?? 0) | (1 << (place % WORD));
}
