import fc from "fast-check";

import { ANY, fits, globOf, literalOf, ONE } from "./glob";

/** The meaning of a pattern, told in the plainest way. */
function means(pattern: readonly (string | number)[], value: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return value.length === 0;
  if (first === ANY)
    return value.length > 0 ? means(rest, value) || means(pattern, value.slice(1)) : means(rest, value);
  return value.length > 0 && (first === ONE || first === value[0]) && means(rest, value.slice(1));
}

test("fits what the pattern means", () => {
  const text = (...letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 10 });
  fc.assert(
    fc.property(text("a", "b", "*", "?"), text("a", "b"), (glob, value) => {
      const characters = Array.from(value);
      expect(fits(globOf(glob), characters)).toBe(means(globOf(glob), characters));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a question mark is one character, also outside of the basic plane", "?", "😀", true],
  ["nothing", "", "", true],
  ["a star alone", "*", "", true],
])("%s", (_, glob, value, expected) => {
  expect(fits(globOf(glob), Array.from(value))).toBe(expected);
});

test("a literal has no wildcards", () => {
  expect(fits(literalOf("a*"), Array.from("ab"))).toBe(false);
});

// Tried combination by combination it would not end.
test("a pattern written to be slow ends", () => {
  const pattern = globOf(`${"*a".repeat(500)}b`);
  const value = Array.from("a".repeat(5000));
  expect(fits(pattern, value)).toBe(false);
});
