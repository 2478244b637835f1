import type { EventPattern } from "./index";

test("the type accepts every kind of condition", () => {
  const pattern = {
    source: ["aws.s3", { prefix: "aws." }, null, true, 1],
    detail: {
      name: [{ suffix: { "equals-ignore-case": ".PNG" } }, { wildcard: "a*" }, { exists: false }],
      size: [{ numeric: [">", 0, "<=", 5] }, { "anything-but": [1, 2] }],
      ip: [{ cidr: "10.0.0.0/8" }, { "anything-but": { prefix: ["a", "b"] } }],
      $or: [{ a: [1] }, { b: { c: [2] } }],
    },
  } satisfies EventPattern;
  expect(Object.keys(pattern)).toEqual(["source", "detail"]);
});

test("the type refuses the usual slips", () => {
  const slips: readonly EventPattern[] = [
    // @ts-expect-error - a value stands in a list
    { source: "aws.s3" },
    // @ts-expect-error - no such operator
    { source: [{ startsWith: "aws." }] },
    // @ts-expect-error - exists is a boolean
    { source: [{ exists: "false" }] },
    // @ts-expect-error - anything-but takes no null
    { source: [{ "anything-but": null }] },
  ];
  expect(slips).toHaveLength(4);
});
