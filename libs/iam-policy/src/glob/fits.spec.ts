import fc from "fast-check";

import { fits, includes } from "./glob";
import { ANY, joined, literal, ONE } from "./pattern";

/** What a pattern means, in the plainest way. */
function means(pattern: readonly string[], value: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return value.length === 0;
  if (first === ANY)
    return value.length > 0 ? means(rest, value) || means(pattern, value.slice(1)) : means(rest, value);
  return value.length > 0 && (first === ONE || first === value[0]) && means(rest, value.slice(1));
}

test("fits what the pattern means", () => {
  const text = (...letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 10 });
  fc.assert(
    fc.property(text("a", "b", "😀", "*", "?"), text("a", "b", "😀"), (glob, value) => {
      const meant = means(Array.from(glob), Array.from(value));
      expect(fits(glob, value)).toBe(meant);
      expect(includes(Array.from(glob), Array.from(value))).toBe(meant);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a question mark is one character, also outside of the basic plane", "?", "😀", true],
  ["two question marks are two characters, also outside of the basic plane", "??", "😀", false],
  ["a question mark between stars", "*?*", "😀", true],
  ["a question mark before a character outside of the basic plane", "?😀*", "a😀b", true],
  ["a question mark is a wildcard of a text too", "a?", "a?", true],
  ["nothing", "", "", true],
  ["a star alone", "*", "", true],
])("%s", (_, glob, value, expected) => {
  expect(fits(glob, value)).toBe(expected);
});

test.each([
  ["a star", "a*", "ab", false],
  ["a star, and there is one", "a*", "a*", true],
  ["a question mark", "a?", "ab", false],
  ["a question mark, and there is one", "a?", "a?", true],
  ["a backslash before a star", "\\*", "\\*", true],
  ["a backslash before a star, and there is no backslash", "\\*", "*", false],
  ["a character outside of the basic plane", "😀*", "😀*", true],
])("a literal has no wildcards: %s", (_, text, value, expected) => {
  expect(fits(literal(text), value)).toBe(expected);
  expect(fits(joined([literal(text), "*"]), `${value} and more`)).toBe(expected);
});

test("segments with question marks, longer than a machine word", () => {
  const text = (...letters: string[]) =>
    fc.string({ unit: fc.constantFrom(...letters), maxLength: 80, size: "max" });
  fc.assert(
    fc.property(text("a", "b", "?"), text("a", "b"), text("a", "b"), (segment, before, after) => {
      const filled = segment.replaceAll("?", "b");
      expect(fits(`*${segment}*`, before + filled + after)).toBe(true);
      const other = segment.replaceAll(/[ab]/g, "c");
      const spelled = segment.replaceAll("?", "") !== "";
      expect(fits(`*${other}*`, before + filled + after)).toBe(!spelled);
    }),
  );
});

const LONG = 10_000;

// A timed assertion would fail on a busy machine, so reads of the value are counted.
test.each([
  ["a long run that never ends in its last letter", `*${"a".repeat(LONG)}b*`, "a".repeat(2 * LONG)],
  ["the same as the end of the value", `*${"a".repeat(LONG)}b`, "a".repeat(2 * LONG)],
  ["half a run of question marks", `*${"?".repeat(LONG)}b*`, "a".repeat(2 * LONG)],
  ["question marks between letters", `*${"a?".repeat(LONG / 2)}b*`, "a".repeat(2 * LONG)],
  ["many stars", `${"*a".repeat(LONG)}b`, "a".repeat(2 * LONG)],
  ["many stars and question marks", `${"*?a".repeat(LONG / 2)}b*`, "a".repeat(2 * LONG)],
  ["a run that nearly repeats", `*${"ab".repeat(LONG / 2)}c*`, "ab".repeat(LONG)],
])("reads grow as the lengths, not as their product: %s", (_, glob, text) => {
  let reads = 0;
  const value = new Proxy(Array.from(text), {
    get: (target, key, receiver): unknown => {
      reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  expect(includes(Array.from(glob), value)).toBe(false);
  expect(reads).toBeLessThan(4 * (glob.length + text.length));
});
