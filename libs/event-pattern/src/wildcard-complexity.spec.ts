import { parseWildcard, type Wildcard } from "./conditions/wildcard";
import { complexityUpTo } from "./wildcard-complexity";

function wildcard(text: string): Wildcard {
  const parsed = parseWildcard(text, "");
  if (!parsed.success) throw new Error(parsed.error.reason);
  return parsed.data;
}

/** Each text a condition of its own. */
const apart = (...texts: readonly string[]): number =>
  complexityUpTo(
    100,
    texts.map((text) => [wildcard(text)]),
  );

/** All texts in one anything-but. */
const together = (...texts: readonly string[]): number => complexityUpTo(100, [texts.map(wildcard)]);

test.each([
  [["abc"], 1, "no star: one beginning at a time"],
  [["*"], 2, 'a quote matches " and "*'],
  [["*ab"], 2, "b after a matches * and *ab"],
  [["*aa"], 3, "aa matches *, *a and *aa"],
  [["a*b"], 2, "ab matches a* and a*b"],
  [["aa*"], 2, "aa matches aa and aa*"],
  [["*a*a*a*"], 7, "aaa matches all beginnings but the first"],
  [["*ab*ad"], 4, "aba matches *, *a, *ab* and *ab*a"],
  [["\\*a\\*a"], 1, "escaped stars are plain bytes"],
  [["*é"], 2, "a character of two bytes can match twice"],
  [["*éé"], 3, "its bytes are counted one by one"],
  [["*abc", "*abcde"], 4, "two conditions add up"],
  [["ab*c", "ab*c"], 4, "even if they are the same"],
  [["*.a", "*.b", "*.c", "*.d", "*.e"], 10, "five endings reach the limit"],
])("%j is as complex as %i: %s", (texts, expected) => {
  expect(apart(...texts)).toBe(expected);
});

test("wildcards of one anything-but share what they begin with", () => {
  expect(apart("ab*c", "ab*d")).toBe(4);
  expect(together("ab*c", "ab*d")).toBe(2);
});

test("counting stops at the limit", () => {
  const text = "*a".repeat(200);
  expect(complexityUpTo(10, [[wildcard(text)]])).toBe(11);
});
