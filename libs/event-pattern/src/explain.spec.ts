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

describe("fields that hold alone, but not together", () => {
  test("are named with the list that they share", () => {
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

  const apart = [{ a: 1 }, { b: 2 }];
  const together = "hold alone, but not in one and the same list element";

  test.each<[string, unknown, unknown, readonly string[]]>([
    [
      "without fields of other lists",
      { list: { a: [1], b: [2] }, other: { c: [3] }, tags: ["t"] },
      { list: apart, other: [{ c: 3 }], tags: ["t"] },
      [`list.a and list.b ${together}`],
    ],
    [
      "without fields of the same list that fit",
      { list: { a: [1], b: [2], c: [3] } },
      {
        list: [
          { a: 1, c: 3 },
          { b: 2, c: 3 },
        ],
      },
      [`list.a and list.b ${together}`],
    ],
    [
      "beside a field that fails",
      { s: ["x"], list: { a: [1], b: [2] } },
      { s: "y", list: apart },
      ['s is "y", expected "x"', `list.a and list.b ${together}`],
    ],
    [
      "beside a field of the same list that fails",
      { list: { a: [1], b: [2], c: [3] } },
      { list: [...apart, { c: 4 }] },
      [`list.a and list.b ${together}`, "list.c is 4, expected 3"],
    ],
    [
      "once for each list",
      { list: { a: [1], b: [2] }, other: { a: [1], b: [2] } },
      { list: apart, other: apart },
      [`list.a and list.b ${together}`, `other.a and other.b ${together}`],
    ],
    [
      "in an alternative of $or that holds with nothing outside",
      { list: { a: [1], $or: [{ b: [2] }, { c: [3] }] } },
      { list: apart },
      [
        `none of the 2 alternatives of list.$or holds: (1) list.a and list.b ${together}; (2) list.c is missing, expected 3`,
      ],
    ],
    [
      "with the alternative of $or that is still possible",
      { list: { $or: [{ a: [1] }, { x: [1] }] }, "list.y": [2], "list.z": [9] },
      { list: [{ a: 1, y: 3 }, { x: 1, y: 2 }, { z: 9 }] },
      [`list.y and list.z ${together}`],
    ],
  ])("%s", (_, pattern, event, expected) => {
    expect(because(pattern, event)).toEqual(expected);
  });

  test("a field that is missing in the element that the others choose holds", () => {
    const pattern = { s: ["x"], list: { b: [{ exists: false }], a: [1] } };
    expect(because(pattern, { s: "x", list: apart })).toEqual([]);
    expect(because(pattern, { s: "y", list: apart })).toEqual(['s is "y", expected "x"']);
  });
});

test("a path given twice counts as given last", () => {
  expect(because({ a: [1], $or: [{ a: [2] }, { b: [3] }] }, { a: 1 })).toEqual([
    "none of the 2 alternatives of $or holds: (1) a is 1, expected 2; (2) b is missing, expected 3",
  ]);
  expect(because({ $or: [{ a: [2] }, { b: [3] }], a: [1] }, { a: 2 })).toEqual(["a is 2, expected 1"]);
});

test.each([null, [], "x", 1])("says that %j is no event", (event) => {
  expect(explain({ a: ["x"] }, event)).toEqual([
    { path: "", expected: { a: ["x"] }, actual: event, because: "the event is no JSON object" },
  ]);
});
