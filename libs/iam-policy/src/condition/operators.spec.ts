import { isInOrder, parseOperator } from "./operators";

test.each([
  ["StringEquals", { test: "equals", negated: false, ifExists: false }],
  ["StringNotEqualsIgnoreCase", { test: "equals ignoring case", negated: true }],
  ["ForAnyValue:StringLike", { test: "like", set: "any" }],
  ["ForAllValues:ArnNotLikeIfExists", { test: "arn", negated: true, ifExists: true, set: "all" }],
  ["ArnEquals", { test: "arn", negated: false }],
  ["NumericLessThanEquals", { test: "number", order: "at most" }],
  ["DateGreaterThan", { test: "time", order: "more" }],
  ["NotIpAddress", { test: "ip", negated: true }],
  ["BoolIfExists", { test: "bool", ifExists: true }],
  ["BinaryEquals", { test: "binary" }],
  ["Null", { test: "null" }],
])("%s", (name, expected) => {
  expect(parseOperator(name)).toMatchObject(expected);
});

test.each([
  "",
  "stringequals",
  "STRINGEQUALS",
  "forAnyValue:StringLike",
  "ForAnyValues:StringLike",
  "StringEqualsifexists",
  "StringEqualsIfExistsIfExists",
  "ForAllValues:ForAnyValue:StringLike",
  "NullIfExists",
  "ForAnyValue:Null",
  "ForAllValues:",
  "IfExists",
  "StringMatches",
  "constructor",
])("%j is no operator", (name) => {
  expect(parseOperator(name)).toBeUndefined();
});

test.each([
  ["less", [true, false, false]],
  ["at most", [true, true, false]],
  ["equal", [false, true, false]],
  ["at least", [false, true, true]],
  ["more", [false, false, true]],
] as const)("1, 2 and 3 are %s than 2: %j", (order, expected) => {
  expect([1, 2, 3].map((found) => isInOrder(found, order, 2))).toEqual(expected);
});
