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

describe("a list of objects takes steps in proportion to its length", () => {
  /** The event with every look at one of its objects counted. */
  function counted(value: unknown, count: () => void): unknown {
    if (typeof value !== "object" || value === null) return value;
    for (const key of Object.keys(value)) Reflect.set(value, key, counted(Reflect.get(value, key), count));
    if (Array.isArray(value)) return value;
    const look =
      <Args extends unknown[], Result>(trap: (...args: Args) => Result) =>
      (...args: Args): Result => {
        count();
        return trap(...args);
      };
    return new Proxy(value, {
      get: look(Reflect.get),
      getOwnPropertyDescriptor: look(Reflect.getOwnPropertyDescriptor),
      ownKeys: look(Reflect.ownKeys),
    });
  }

  const steps = (pattern: unknown, event: unknown): { matches: number; explain: number } => {
    const { matches, explain } = compiled(pattern);
    let looks = 0;
    const counting = counted(event, () => (looks += 1));
    matches(counting);
    const afterMatches = looks;
    explain(counting);
    return { matches: afterMatches, explain: looks - afterMatches };
  };

  const objects = (length: number, of: (index: number) => unknown): unknown[] =>
    Array.from({ length }, (_, index) => of(index));
  const alternating = (index: number): unknown => (index % 2 === 0 ? { a: 1, b: 0 } : { a: 0, b: 1 });

  test.each([
    ["no element has the value of one field", { list: { ...each([1]), z: [2] } }, () => each(1)],
    ["no element has all values", { list: { a: [1], b: [1] } }, alternating],
    [
      "a field must be missing",
      { list: { a: [1], b: [{ exists: false }], c: [3] } },
      () => ({ a: 1, b: 2, c: 3 }),
    ],
    [
      "every element has a list of its own",
      { list: { a: [1], in: { b: [2], c: [3] } } },
      () => ({ a: 1, in: [{ b: 2 }, { c: 3 }] }),
    ],
    ["the lists are in lists", { list: { a: [1], b: [2] } }, () => [{ a: 1 }, { b: 2 }]],
    [
      "the last of many fields fails",
      { list: { ...each([1]), i: [1], j: [2] }, z: [1] },
      () => ({ ...each(1), i: 1, j: 3 }),
    ],
  ])("where %s", (_, pattern, of) => {
    const few = steps(pattern, { list: objects(500, of), z: 1 });
    const many = steps(pattern, { list: objects(5000, of), z: 1 });
    expect(many.matches).toBeLessThan(10.5 * few.matches);
    expect(many.explain).toBeLessThan(10.5 * few.explain);
    expect(many.matches).toBeLessThan(5000 * 100);
  });
});

describe("a hostile pattern is refused before any work that grows faster than it", () => {
  const nested = (open: string, inner: string, close: string, depth: number): unknown =>
    JSON.parse(`${open.repeat(depth)}${inner}${close.repeat(depth)}`);

  test.each([
    ["10,000 nested $or", nested('{"$or":[{"a":[1]},', '{"b":[2]}', "]}", 10_000)],
    ["100,000 nested objects", nested('{"a":', "[1]", "}", 100_000)],
    ["100,000 nested lists", nested("[", "", "]", 100_000)],
    ["100,000 nested lists in a field", { a: nested("[", "1", "]", 100_000) }],
    ["a wildcard with a prefix of 50,000 characters", { a: [{ wildcard: `${"x".repeat(50_000)}*` }] }],
    ["a key of 50,000 segments", { [Array(50_000).fill("a").join(".")]: [1] }],
    ["a million values", { a: Array(1_000_000).fill(1) }],
  ])("%s", (_, pattern) => {
    const result = compilePattern(pattern);
    expect(result.success ? "accepted" : result.error.reason).toMatch(/^(is longer than|must be)/);
  });

  test("a wildcard as long as a pattern can be", () => {
    const prefix = "x".repeat(4000);
    expect(compiled({ a: [{ wildcard: `${prefix}*` }] }).matches({ a: `${prefix}y` })).toBe(true);
    expect(compiled({ a: [{ wildcard: `*${prefix}`.slice(0, 8) }] }).matches({ a: "xxxxxxx" })).toBe(true);
  });

  test("lists and paths that double the states behind them", () => {
    const keys = Array.from({ length: 20 }, (_, index) => `k${String(index).padStart(2, "0")}`);
    const both = (until: number): Record<string, unknown> =>
      Object.fromEntries(keys.slice(0, until).map((key) => [key, [1, 2]]));
    const last = { z: [{ wildcard: "*a" }] };
    const $or = keys
      .slice(0, 12)
      .flatMap((key, index) => [1, 2].map((value) => ({ ...both(index), [key]: [value], ...last })));
    expect(compilePattern({ $or: [...$or, { ...both(12), ...last }] }).success).toBe(false);
  });
});

test("an event in lists of lists of lists, as deep as they may be, in many fields", () => {
  const fields = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, [1]]));
  let list: unknown = Object.fromEntries(Object.keys(fields).map((key) => [key, 1]));
  for (let depth = 0; depth < 990; depth += 1) list = [list];
  const { matches, explain } = compiled({ list: fields });
  expect(matches({ list })).toBe(true);
  expect(explain({ list: [list, { f0: 0 }] })).toEqual([]);
});
