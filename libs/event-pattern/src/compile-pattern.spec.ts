import invalidTable from "../test/invalid-table.json";
import matchTable from "../test/match-table.json";
import { compilePattern, type EventPattern } from "./index";

interface MatchRow {
  readonly name: string;
  readonly pattern: unknown;
  readonly match: readonly unknown[];
  readonly noMatch: readonly unknown[];
}

interface InvalidRow {
  readonly pattern: unknown;
  readonly path: string;
  readonly reason: string;
}

function verdict(pattern: unknown, event: unknown): string {
  const compiled = compilePattern(pattern);
  if (!compiled.success) return `invalid: ${compiled.error.path} ${compiled.error.reason}`;
  return compiled.data.matches(event) ? "match" : "no match";
}

const matchRows: readonly MatchRow[] = matchTable;
const cases = matchRows.flatMap(({ name, pattern, match, noMatch }) =>
  [
    ...match.map((event) => ({ event, expected: "match" })),
    ...noMatch.map((event) => ({ event, expected: "no match" })),
  ].map(({ event, expected }) => ({ name: `${name}: ${JSON.stringify(event)}`, pattern, event, expected })),
);

test.each(cases)("$name: $expected", ({ pattern, event, expected }) => {
  expect(verdict(pattern, event)).toBe(expected);
});

const invalidRows: readonly InvalidRow[] = invalidTable;

test.each(invalidRows.map((row) => ({ ...row, text: JSON.stringify(row.pattern) })))(
  "refuses $text",
  ({ pattern, path, reason }) => {
    const compiled = compilePattern(pattern);
    if (compiled.success) throw new Error("accepted");
    expect(compiled.error.path).toBe(path);
    expect(compiled.error.reason).toContain(reason);
  },
);

describe("limits", () => {
  const alternatives = (count: number): EventPattern[] =>
    Array.from({ length: count }, (_, index) => ({ [`k${index}`]: [index] }));

  test("1000 combinations of alternatives are accepted", () => {
    const $or = alternatives(10);
    const pattern = { a: { $or }, b: { $or }, c: { $or } };
    expect(verdict(pattern, { a: { k1: 1 }, b: { k2: 2 }, c: { k9: 9 } })).toBe("match");
    expect(verdict(pattern, { a: { k1: 1 }, b: { k2: 2 }, c: { k9: 8 } })).toBe("no match");
  });

  test.each([
    [
      "in three sets",
      { a: { $or: alternatives(11) }, b: { $or: alternatives(10) }, c: { $or: alternatives(10) } },
      1100,
    ],
    ["in two sets", { a: { $or: alternatives(26) }, b: { $or: alternatives(39) } }, 1014],
  ])("more combinations are refused, %s", (_, pattern, count) => {
    expect(verdict(pattern, {})).toContain(`invalid:  has ${count} combinations`);
  });

  test("256 fields are accepted, more are refused", () => {
    const fields = (count: number): EventPattern =>
      Object.fromEntries(alternatives(count).flatMap((one) => Object.entries(one)));
    const event = fields(256);
    expect(verdict(fields(256), event)).toBe("match");
    expect(verdict(fields(257), event)).toContain("invalid:  has 257 fields");
  });

  test("4096 characters are accepted, more are refused", () => {
    const ofLength = (length: number): EventPattern => ({ a: ["x".repeat(length - '{"a":[""]}'.length)] });
    expect(JSON.stringify(ofLength(4096))).toHaveLength(4096);
    expect(verdict(ofLength(4096), ofLength(4096))).toBe("match");
    expect(verdict(ofLength(4097), {})).toContain("invalid:  is longer than the 4096 characters");
  });

  test("a character counts once and a number at its shortest, however JavaScript writes them", () => {
    const text = "😀".repeat(4000);
    expect(verdict({ a: [text] }, { a: text })).toBe("match");
    const numbers = Array<number>(500).fill(1e20);
    expect(verdict({ a: numbers }, { a: 1e20 })).toBe("match");
  });

  test("100 levels are accepted, more are refused, dots in keys included", () => {
    const nested = (depth: number, value: unknown): unknown =>
      depth === 0 ? value : { a: nested(depth - 1, value) };
    expect(verdict(nested(100, ["x"]), nested(100, "x"))).toBe("match");
    expect(verdict(nested(101, ["x"]), {})).toContain("is nested too deep: the limit is 100 levels");
    expect(verdict({ [Array(101).fill("a").join(".")]: ["x"] }, {})).toContain("is nested too deep");
  });
});

describe("an event", () => {
  const compiled = compilePattern({ a: { b: ["x"] }, c: [{ exists: false }] });

  test.each([undefined, null, true, 1, "x", [], [{ a: { b: "x" } }], () => 1])(
    "that is no JSON object does not match: %p",
    (event) => {
      expect(compiled.success && compiled.data.matches(event)).toBe(false);
    },
  );

  test("nested without end neither matches nor throws", () => {
    const depth = 100_000;
    const lists: unknown = JSON.parse(`{"a":${"[".repeat(depth)}{"b":"x"}${"]".repeat(depth)}}`);
    expect(compiled.success && compiled.data.matches(lists)).toBe(false);
    expect(compiled.success && compiled.data.explain(lists).length).toBeGreaterThan(0);
  });

  test("with one list object at two places is as good as with two lists", () => {
    const list = [{ x: 1 }, { x: 2 }];
    expect(verdict({ a: { x: [1] }, b: { x: [2] } }, { a: list, b: list })).toBe("match");
  });
});
