import { readJson } from "./read-json";

test.each([
  ["an object", '{"a":{"a":1}}', { a: { a: 1 } }],
  ["a list of objects with the same name", '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ["a colon behind a quoted quote", String.raw`{"a":"b\":\"c"}`, { a: 'b":"c' }],
  ["a text that ends in a backslash", String.raw`{"a":"b\\","c":1}`, { a: "b\\", c: 1 }],
  ["a text before a colon within a text", '{"a":" \\": "}', { a: ' ": ' }],
  ["no object", '"a"', "a"],
])("%s is read", (_what, text, value) => {
  expect(readJson(text)).toEqual({ value });
});

test.each([
  ["a name twice", '{"a":1,"a":2}'],
  ["a name twice, with space before the colon", '{"a" : 1, "a"\n: 2}'],
  ["a name twice within", '[{"b":{"a":1,"a":1}}]'],
  ["a name twice beside a list", '{"a":[1,2,3],"a":[4]}'],
  ["a name twice, once with an escape", String.raw`{"a":1,"\u0061":2}`],
  ["a name with a quote twice", String.raw`{"a\"":1,"a\"":2}`],
])("%s is refused", (_what, text) => {
  expect(readJson(text)).toEqual({ problem: "has a name twice" });
});

test("what is no JSON is refused with the reason", () => {
  expect(readJson("{")).toEqual({ problem: expect.stringMatching(/^is no JSON: ./) as string });
});
