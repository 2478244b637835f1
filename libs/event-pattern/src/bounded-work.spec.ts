import { matchesPieces } from "./conditions/wildcard";
import { type CompiledPattern, compilePattern } from "./index";

/** Each of these would not end in years if combinations were tried one by one. */
function compiled(pattern: unknown): CompiledPattern {
  const result = compilePattern(pattern);
  if (!result.success) throw new Error(result.error.reason);
  return result.data;
}

const letters = ["a", "b", "c", "d", "e", "f", "g", "h"];
const each = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(letters.map((letter) => [letter, value]));

test("many independent lists of objects of which one has no match", () => {
  const { matches } = compiled({ ...each({ x: [1] }), z: { x: [2] } });
  const list = Array.from({ length: 300 }, () => ({ x: 1 }));
  expect(matches({ ...each(list), z: list })).toBe(false);
  expect(matches({ ...each(list), z: [...list, { x: 2 }] })).toBe(true);
});

test("many lists of values beside a list of objects without match", () => {
  const { matches } = compiled({ ...each([1]), z: { x: [2], y: [3] } });
  const event = { ...each(Array(300).fill(1)), z: [{ x: 2 }, { y: 3 }] };
  expect(matches(event)).toBe(false);
});

test("a long list of objects with several fields each", () => {
  const { matches } = compiled({ list: { ...each([1]), z: [2] } });
  const list = Array.from({ length: 2000 }, () => each(1));
  expect(matches({ list })).toBe(false);
  expect(matches({ list: [...list, { ...each(1), z: 2 }] })).toBe(true);
});

test("lists in lists in lists", () => {
  const { matches } = compiled({ list: { list: { list: { ...each([1]), z: [2] } } } });
  const nest = (inner: unknown): unknown => Array(12).fill({ list: inner });
  const event = { list: nest(nest(Array(12).fill(each(1)))) };
  expect(matches(event)).toBe(false);
});

test("a wildcard with many stars over a long text that almost matches", () => {
  const pieces = ["", ...Array<string>(50).fill("aaaa"), "b"];
  expect(matchesPieces("a".repeat(200_000), pieces)).toBe(false);
  expect(matchesPieces(`${"a".repeat(200_000)}b`, pieces)).toBe(true);
});
