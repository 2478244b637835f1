import fc from "fast-check";
import { disjoint, includes } from "./glob";

test.each([
  ["*", "", true],
  ["*", "s3:GetObject", true],
  ["s3:Get*", "s3:GetObject", true],
  ["s3:Get*", "s3:PutObject", false],
  ["s3:*Object", "s3:GetObject", true],
  ["s3:*Object", "s3:GetObjectAcl", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["", "", true],
  ["", "a", false],
  // of two patterns, the wider
  ["s3:*", "s3:Get*", true],
  ["s3:Get*", "s3:*", false],
  ["*", "*", true],
  ["**", "*", true],
  ["a?c", "a?c", true],
  ["a*c", "a?c", true],
  ["a?c", "a*c", false],
  ["b/*", "b/x/*", true],
  ["b/x/*", "b/*", false],
  ["a*b*c", "a?c", false],
  ["*?b*", "a*b", false],
  ["*a?*", "a*", false],
  ["b/?", "b/😀", true],
  ["b/??", "b/😀", false],
  ["*?", "?", true],
])("%s includes %s: %s", (wide, narrow, expected) => {
  expect(includes(wide, narrow)).toBe(expected);
});

test.each([
  ["s3:GetObject", "s3:PutObject", true],
  ["s3:GetObject", "s3:Get*", false],
  ["s3:Put*", "s3:GetObject", true],
  ["s3:Get*", "s3:Put*", true],
  ["s3:*Acl", "s3:*Policy", true],
  ["s3:*Acl", "s3:Get*", false],
  ["*", "a", false],
  ["a?", "a*", false],
  ["b/?", "b/😀", false],
  ["b/??", "b/😀", true],
])("%s and %s are disjoint: %s", (one, other, expected) => {
  expect(disjoint(one, other)).toBe(expected);
  expect(disjoint(other, one)).toBe(expected);
});

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "😀", "*", "?"), maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "😀"), maxLength: 6 });

test("whatever a pattern includes fits it; whatever is disjoint does not", () => {
  fc.assert(
    fc.property(pattern, pattern, text, (one, other, value) => {
      if (includes(one, other) && includes(other, value)) expect(includes(one, value)).toBe(true);
      if (disjoint(one, other)) expect(includes(one, value) && includes(other, value)).toBe(false);
    }),
    { numRuns: 20_000 },
  );
});

// Tried combination by combination it would not end.
test("a pattern written to be slow ends", () => {
  expect(includes(`${"*a".repeat(2000)}b`, "a".repeat(20_000))).toBe(false);
  expect(includes("*".repeat(10_000) + "b", "a".repeat(10_000))).toBe(false);
});
