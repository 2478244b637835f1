import { DEEPEST_LEVELS, deepJson, isTooDeep } from "./deep-json";

const lists = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
const objects = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

test.each([
  ["a number", 1, false],
  ["null", null, false],
  ["nothing", undefined, false],
  ["lists, just not", lists(DEEPEST_LEVELS + 1), false],
  ["lists, just too deep", lists(DEEPEST_LEVELS + 2), true],
  ["objects, too deep", objects(10_000), true],
  ["wide and flat", Array.from({ length: 100_000 }, () => ({})), false],
])("too deep: %s", (_what, value, expected) => {
  expect(isTooDeep(value)).toBe(expected);
});

test.each<unknown>([
  1e21,
  -0,
  "a\u2028\n\ud800",
  null,
  [],
  {},
  [[], {}, [1, "x", null, true]],
  { "": { "a\nb": [{}] }, 10: 1, 2: 2 },
  JSON.parse('{"__proto__":{"a":1},"constructor":1,"toJSON":"data"}'),
  JSON.parse('{"toJSON":{"b":[1]}}'),
])("the text of %j is JSON's own", (value) => {
  expect(deepJson(value)).toBe(JSON.stringify(value));
});

test("deep and wide", () => {
  const text = `{"deep":${"[".repeat(2_000)}${"]".repeat(2_000)},"wide":[${Array<number>(200_000).fill(1).join()}]}`;
  const value: unknown = JSON.parse(text);
  expect(isTooDeep(value)).toBe(true);
  expect(deepJson(value) === text).toBe(true);
});

test("any depth", () => {
  expect(deepJson(lists(200_000))).toBe(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);
  expect(deepJson(objects(50_000))).toHaveLength(50_000 * 6 + 1);
});
