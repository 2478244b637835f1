import { parseWildcard, type Wildcard } from "./conditions/wildcard";
import { WildcardMachine } from "./wildcard-machine";

function wildcard(text: string): Wildcard {
  const parsed = parseWildcard(text, "");
  if (!parsed.success) throw new Error(parsed.error.reason);
  return parsed.data;
}

function complexity(texts: readonly string[], conditionOf: (text: string) => string): number {
  const machine = new WildcardMachine();
  for (const text of texts) machine.add(wildcard(text), conditionOf(text));
  return machine.complexityUpTo(100);
}

/** Each text a condition of its own. */
const apart = (...texts: readonly string[]): number => complexity(texts, (text) => text);

/** All texts in one anything-but. */
const together = (...texts: readonly string[]): number => complexity(texts, () => "anything-but");

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
  [["*.a", "*.b", "*.c", "*.d", "*.e"], 10, "five endings reach the limit"],
  [["1", "2", "3"], 3, "the quote begins all of them"],
])("%j is as complex as %i: %s", (texts, expected) => {
  expect(apart(...texts)).toBe(expected);
});

describe("the same wildcard again", () => {
  test.each([
    ["*a*", 21, "adds what begins with a letter after a star: * and ten times *a and *a*"],
    ["ab*cd", 11, "shares what comes before the star"],
    ["*.png", 11, "shares the dot, but not the letters"],
    ["*-1-*", 4, "adds nothing where no letter follows a star"],
    ["abc*", 2, "adds nothing where all letters come before the star"],
  ])("ten times %s is as complex as %i: it %s", (text, expected) => {
    expect(apart(...Array<string>(10).fill(text))).toBe(expected);
  });
});

test("wildcards of one anything-but share what they begin with", () => {
  expect(apart("ab*c", "ab*d")).toBe(4);
  expect(together("ab*c", "ab*d")).toBe(2);
  expect(apart("*/1", "*/2")).toBe(4);
  expect(together("*/1", "*/2")).toBe(2);
});

test("counting stops at the limit", () => {
  const machine = new WildcardMachine();
  machine.add(wildcard("*a".repeat(200)), "");
  expect(machine.complexityUpTo(10)).toBe(11);
});
