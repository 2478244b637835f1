import { compilePattern, type Mismatch } from "./index";

function explain(pattern: unknown, event: unknown): readonly Mismatch[] {
  const compiled = compilePattern(pattern);
  if (!compiled.success) throw new Error(compiled.error.reason);
  return compiled.data.explain(event);
}

const because = (pattern: unknown, event: unknown): readonly string[] =>
  explain(pattern, event).map((mismatch) => mismatch.because);

test("nothing to explain when the event matches", () => {
  expect(explain({ a: ["x"] }, { a: "x" })).toEqual([]);
});

test("names path, expectation and value of every field that fails, and of no other", () => {
  const pattern = { source: ["aws.s3"], detail: { eventName: ["A", "B"], errorCode: [{ exists: false }] } };
  const event = { source: "aws.s3", detail: { eventName: "C", errorCode: "AccessDenied" } };
  expect(explain(pattern, event)).toEqual([
    {
      path: "detail.eventName",
      expected: ["A", "B"],
      actual: "C",
      because: 'detail.eventName is "C", expected "A" or "B"',
    },
    {
      path: "detail.errorCode",
      expected: [{ exists: false }],
      actual: "AccessDenied",
      because: 'detail.errorCode is "AccessDenied", expected missing',
    },
  ]);
});

test.each([
  ["a missing field", {}, undefined, "a.b is missing"],
  ["a missing field below a value", { a: 1 }, undefined, "a.b is missing"],
  ["an object", { a: { b: { c: 1 } } }, undefined, "a.b is an object, not a value"],
  ["an empty list", { a: { b: [] } }, undefined, "a.b is a list without values"],
  ["null", { a: { b: null } }, null, "a.b is null"],
  ["several values", { a: [{ b: 1 }, { b: [2, 3] }] }, [1, 2, 3], "a.b is [1,2,3]"],
  ["a dotted key", { "a.b": "y" }, "y", 'a.b is "y"'],
  ["a long value", { a: { b: "y".repeat(200) } }, "y".repeat(200), `a.b is "${"y".repeat(79)}…`],
])("tells %s", (_, event, actual, start) => {
  const [mismatch, ...more] = explain({ a: { b: ["x"] } }, event);
  expect(more).toEqual([]);
  expect(mismatch?.actual).toEqual(actual);
  expect(mismatch?.because).toBe(`${start}, expected "x"`);
});

test.each([
  [["x", 1, null, true], '"x" or 1 or null or true'],
  [[1, 2, 3, 4, 5, 6, 7], "1 or 2 or 3 or 4 or 5 or 2 more"],
  [[{ prefix: "p" }, { suffix: "s" }], 'starting with "p" or ending with "s"'],
  [[{ prefix: { "equals-ignore-case": "p" } }], 'starting with "p" in any case'],
  [[{ "equals-ignore-case": "p" }], '"p" in any case'],
  [[{ wildcard: "a*" }], 'like "a*"'],
  [[{ cidr: "10.0.0.0/8" }], 'an address in "10.0.0.0/8"'],
  [[{ numeric: [">", 5, "<=", 9] }], "a number > 5 and <= 9"],
  [[{ numeric: ["<", 5] }], "a number < 5"],
  [[{ exists: true }], "any value"],
  [[{ exactly: "x" }], '"x"'],
  [[{ "anything-but": 1 }], "anything but 1"],
  [[{ "anything-but": ["x", "y"] }], 'anything but "x" or "y"'],
  [[{ "anything-but": { prefix: ["x", "y"] } }], 'anything but starting with "x" or "y"'],
  [[{ "anything-but": { "equals-ignore-case": "x" } }], 'anything but "x" in any case'],
])("puts %j into words", (list, words) => {
  expect(because({ a: list }, {})).toEqual([`a is missing, expected ${words}`]);
});

describe("$or", () => {
  const pattern = { s: ["x"], d: { $or: [{ a: [1] }, { b: [2], c: [3] }] } };

  test("says that no alternative holds, and what each one lacks", () => {
    const [mismatch, ...more] = explain(pattern, { s: "x", d: { a: 0, b: 2 } });
    expect(more).toEqual([]);
    expect(mismatch).toMatchObject({
      path: "d.$or",
      expected: pattern.d.$or,
      because:
        "none of the 2 alternatives of d.$or holds: (1) d.a is 0, expected 1; (2) d.c is missing, expected 3",
      alternatives: [[{ path: "d.a", actual: 0 }], [{ path: "d.c", actual: undefined }]],
    });
  });

  test("is left out when one alternative holds", () => {
    expect(because(pattern, { s: "y", d: { a: 1 } })).toEqual(['s is "y", expected "x"']);
  });

  test("inside $or", () => {
    const nested = { $or: [{ a: [1] }, { $or: [{ b: [2] }, { c: [3] }] }] };
    expect(because(nested, {})).toEqual([
      "none of the 2 alternatives of $or holds: (1) a is missing, expected 1; " +
        "(2) none of the 2 alternatives of $or holds: (1) b is missing, expected 2; (2) c is missing, expected 3",
    ]);
  });
});

test("says when fields hold, but in different elements of a list", () => {
  const pattern = { s: ["x"], d: { items: { a: [1], b: [2] } } };
  expect(explain(pattern, { s: "x", d: { items: [{ a: 1 }, { b: 2 }] } })).toEqual([
    {
      path: "d.items",
      expected: { "d.items.a": [1], "d.items.b": [2] },
      actual: undefined,
      because: "d.items.a and d.items.b hold alone, but not in one and the same list element",
    },
  ]);
});

test("has words for an event that holds only what is overridden", () => {
  expect(because({ a: [1], $or: [{ a: [2] }, { b: [3] }] }, { a: 1 })).toHaveLength(1);
  expect(because({ $or: [{ a: [2] }, { b: [3] }], a: [1] }, { a: 2 })).toEqual(["a is 2, expected 1"]);
});

test.each([null, [], "x", 1])("says that %j is no event", (event) => {
  expect(explain({ a: ["x"] }, event)).toEqual([
    { path: "", expected: { a: ["x"] }, actual: event, because: "the event is no JSON object" },
  ]);
});
