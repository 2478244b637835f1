import fc from "fast-check";
import { wildcardToRegExp } from "../../test/reference-matcher";
import { matchesPieces, parseWildcard } from "./wildcard";

test("matches what the same wildcard as a regular expression matches", () => {
  const parts = fc.constantFrom("*", "a", "b", "ab", "\\*", "\\\\", "\n");
  const texts = fc.array(parts, { maxLength: 8 }).map((all) => all.join("").replace(/\*{2,}/g, "*"));
  const values = fc
    .array(fc.constantFrom("a", "b", "*", "\\", "\n"), { maxLength: 10 })
    .map((all) => all.join(""));
  let matched = 0;
  fc.assert(
    fc.property(texts, values, (text, value) => {
      const parsed = parseWildcard(text, "");
      if (!parsed.success) throw new Error(parsed.error.reason);
      const matches = matchesPieces(value, parsed.data.pieces);
      matched += Number(matches);
      expect(matches).toBe(wildcardToRegExp(text).test(value));
    }),
    { numRuns: 5000 },
  );
  expect(matched).toBeGreaterThan(50);
});
