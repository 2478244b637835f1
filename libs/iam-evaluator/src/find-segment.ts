/** Exactly one character: `?`. */
export const ONE = 1;

/** The part of a pattern between two stars. */
export type Segment = readonly (string | typeof ONE)[];

/** Where a segment first stands in the value from `from` on, to end at `end` at the latest. */
export function find(
  segment: Segment,
  value: readonly string[],
  from: number,
  end: number,
): number | undefined {
  const literal = segment.filter((unit) => typeof unit === "string");
  return literal.length === segment.length
    ? findLiteral(literal, value, from, end)
    : findWithOnes(segment, value, from, end);
}

/** Knuth, Morris and Pratt: no character of the value is read again after a mismatch. */
function findLiteral(
  literal: readonly string[],
  value: readonly string[],
  from: number,
  end: number,
): number | undefined {
  if (literal.length === 0) return from <= end ? from : undefined;
  const borders = bordersOf(literal);
  let matched = 0;
  for (let at = from; at < end; at += 1) {
    const character = value[at];
    while (matched > 0 && literal[matched] !== character) matched = borders[matched - 1] ?? 0;
    if (literal[matched] === character) matched += 1;
    if (matched === literal.length) return at + 1 - matched;
  }
  return undefined;
}

/** For each start of the text, the length of the longest part of it that both begins and ends it. */
function bordersOf(text: readonly string[]): readonly number[] {
  const borders = [0];
  let length = 0;
  for (const character of text.slice(1)) {
    while (length > 0 && text[length] !== character) length = borders[length - 1] ?? 0;
    if (text[length] === character) length += 1;
    borders.push(length);
  }
  return borders;
}

const WORD = 32;

/** Baeza-Yates and Gonnet: one bit for each start of the segment that matches up to here, 32 at a time. */
function findWithOnes(
  segment: Segment,
  value: readonly string[],
  from: number,
  end: number,
): number | undefined {
  const words = Math.ceil(segment.length / WORD);
  const masks = masksOf(segment, words);
  const state = new Uint32Array(words);
  const last = segment.length - 1;
  for (let at = from; at < end; at += 1) {
    const mask = masks.get(value[at] ?? "") ?? masks.get(OTHER);
    let carry = 1;
    for (let word = 0; word < words; word += 1) {
      const bits = state[word] ?? 0;
      state[word] = ((bits << 1) | carry) & (mask?.[word] ?? 0);
      carry = bits >>> (WORD - 1);
    }
    if (((state[words - 1] ?? 0) >>> (last % WORD)) & 1) return at - last;
  }
  return undefined;
}

/** A key for the characters that the segment does not spell out. */
const OTHER = "";

/** For each character the places of the segment that it fits, as bits. */
function masksOf(segment: Segment, words: number): ReadonlyMap<string, Uint32Array> {
  const ones = new Uint32Array(words);
  for (const [place, unit] of segment.entries()) if (typeof unit !== "string") mark(ones, place);
  const masks = new Map([[OTHER, ones]]);
  for (const [place, unit] of segment.entries()) {
    if (typeof unit !== "string") continue;
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
