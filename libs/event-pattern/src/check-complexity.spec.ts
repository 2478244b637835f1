import { compilePattern } from "./index";

function isTooComplex(pattern: unknown): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.success) expect(compiled.error.reason).toContain("too complex wildcards");
  return !compiled.success;
}

/** Each adds one to the complexity of the machine that it is in. */
const plain = (from: number, count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => ({ wildcard: `${from + index}` }));

/** Six wildcards behind one condition, five behind the other: too complex if these lead to the same machine. */
const behind = (one: unknown, other: unknown): unknown => ({
  $or: [
    { a: one, z: plain(10, 6) },
    { a: other, z: plain(20, 5) },
  ],
});

test.each([
  ["the same value", ["x"], ["x"]],
  ["a list that contains the other's value", ["x"], ["y", "x"]],
  ["a number however it is written", [1], [{ numeric: ["=", 1] }]],
  ["the same address block", [{ cidr: "10.0.0.0/24" }], [{ cidr: "10.0.0.1/24" }]],
  ["an address and another spelling of it", ["2001:db8::1"], ["2001:0DB8:0::1"]],
  ["one excluded value and a list of it", [{ "anything-but": "x" }], [{ "anything-but": ["x"] }]],
  ["one excluded number and a list of it", [{ "anything-but": 1 }], [{ "anything-but": [1, 1] }]],
  ["excluded values in another order", [{ "anything-but": ["x", "y"] }], [{ "anything-but": ["y", "x"] }]],
  ...["prefix", "suffix", "equals-ignore-case", "wildcard"].map((shape): [string, unknown[], unknown[]] => [
    `one excluded ${shape} and a list of it`,
    [{ "anything-but": { [shape]: "x" } }],
    [{ "anything-but": { [shape]: ["x"] } }],
  ]),
])("branches share a machine behind %s", (_, one, other) => {
  expect(isTooComplex(behind(one, other))).toBe(true);
});

test.each([
  ["different values", ["x"], ["y"]],
  ["a text and a number", ["1"], [1]],
  ["different ranges", [{ numeric: [">", 1] }], [{ numeric: [">=", 1] }]],
  ["different blocks", [{ cidr: "10.0.0.0/24" }], [{ cidr: "10.0.0.0/25" }]],
  ["a prefix and a suffix", [{ prefix: "x" }], [{ suffix: "x" }]],
  ["a prefix in any case", [{ prefix: "x" }], [{ prefix: { "equals-ignore-case": "x" } }]],
  [
    "an excluded text and an excluded prefix",
    [{ "anything-but": "x" }],
    [{ "anything-but": { prefix: "x" } }],
  ],
  ["a wildcard with a letter after its star", [{ wildcard: "*x" }], [{ wildcard: "*x" }]],
])("branches have machines of their own behind %s", (_, one, other) => {
  expect(isTooComplex(behind(one, other))).toBe(false);
});

test("a list brings the machines of its values together for the branches after it", () => {
  const $or = [
    { a: ["x", "y"], z: plain(10, 4) },
    { a: ["x"], z: plain(20, 4) },
    { a: ["y"], z: plain(30, 3) },
  ];
  expect(isTooComplex({ $or })).toBe(true);
  expect(isTooComplex({ $or: $or.toReversed() })).toBe(false);
});

describe("a wildcard that comes before what sets the branches apart", () => {
  const branches = (count: number): unknown[] =>
    Array.from({ length: count }, (_, index) => ({ [`p${index}`]: [1] }));
  const pattern = (count: number, key: string): unknown => ({
    detail: { [key]: [{ wildcard: "*/x/*.png" }], $or: branches(count) },
  });

  test("is counted with each of them", () => {
    expect(isTooComplex(pattern(4, "key"))).toBe(false);
    expect(isTooComplex(pattern(5, "key"))).toBe(true);
  });

  test("is counted once for each where it comes after", () => {
    expect(isTooComplex(pattern(20, "z"))).toBe(false);
  });
});

describe("wildcards behind a field that must be missing", () => {
  const eleven = plain(10, 11);

  test("are not counted", () => {
    expect(isTooComplex({ z: eleven })).toBe(true);
    expect(isTooComplex({ a: [{ exists: false }], z: eleven })).toBe(false);
    expect(isTooComplex({ a: [{ exists: false }], b: ["x"], z: eleven })).toBe(false);
  });

  test("are counted where the field may also have a value, or comes later", () => {
    expect(isTooComplex({ a: [{ exists: false }, "x"], z: eleven })).toBe(true);
    expect(isTooComplex({ a: ["x", { exists: false }], z: eleven })).toBe(true);
    expect(isTooComplex({ a: [{ exists: true }], z: eleven })).toBe(true);
    expect(isTooComplex({ zz: [{ exists: false }], z: eleven })).toBe(true);
  });
});

test("the place named is the field of the wildcards", () => {
  const compiled = compilePattern({ d: { $or: [{ a: [1] }, { b: plain(10, 11) }] } });
  expect(compiled.success ? "" : compiled.error.path).toBe("d.$or[1].b");
});
