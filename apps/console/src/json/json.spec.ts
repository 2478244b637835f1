import * as fc from "fast-check";
import { jsonTokens } from "./json-tokens";
import { lineChanges } from "./line-changes";
import { parseJson } from "./parse-json";
import { statementPlaces } from "./statement-places";

test("tokens of a text that is not finished", () => {
  const text = '{ "a": [1, "b", tru';
  expect(jsonTokens(text).map(({ from, to, kind }) => [text.slice(from, to), kind])).toEqual([
    ['"a"', "key"],
    ["1", "number"],
    ['"b"', "string"],
    ["tru", "wrong"],
  ]);
});

test("tokens of any text stand in order, inside it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (text) => {
      let at = 0;
      for (const { from, to } of jsonTokens(text)) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each([
  ["a comma too many", '{\n  "a": 1,\n}', "line 3, column 1: property name expected"],
  ["no end", '{ "a": [', "line 1, column 9: close bracket expected"],
  ["two values", "1 2", "line 1, column 3: end of file expected"],
  ["nothing", "", "line 1, column 1: value expected"],
])("%s is no JSON: it says where", (_what, text, because) => {
  expect(parseJson(text)).toMatchObject({ kind: "wrong", because });
});

const STATEMENTS = '[{"Sid":"One","Effect":"Allow"},{"Effect":"Deny"},{"Sid":"One"}]';

test.each([
  ["a policy", `{"Statement":${STATEMENTS}}`],
  ["a bucket with a policy", `{"name":"x","policy":{"Statement":${STATEMENTS}}}`],
])("statements of %s are found by Sid and by place", (_what, text) => {
  const places = statementPlaces(text);
  const found = Object.fromEntries([...places].map(([name, { from, to }]) => [name, text.slice(from, to)]));
  expect(found).toEqual({
    One: '{"Sid":"One","Effect":"Allow"}',
    "statement 1": '{"Sid":"One","Effect":"Allow"}',
    "statement 2": '{"Effect":"Deny"}',
    "statement 3": '{"Sid":"One"}',
  });
});

test.each(["", "[]", "1", '{"Statement":{"Sid":1}}', '{"Statement":"x"}'])("%s has no Sid", (text) => {
  expect([...statementPlaces(text).keys()].filter((name) => !name.startsWith("statement "))).toEqual([]);
});

test("lines that are kept, added and removed make both texts", () => {
  const lines = fc
    .array(fc.constantFrom("a", "b", "c", "{", "}"), { minLength: 1 })
    .map((each) => each.join("\n"));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = lineChanges(before, after);
      const text = (without: string) =>
        changes
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join("\n");
      expect([text("added"), text("removed")]).toEqual([before, after]);
    }),
  );
});

test("a statement that is put in is all that is new", () => {
  expect(lineChanges("a\nb\nc", "a\nb\nx\nc").map(({ kind }) => kind)).toEqual([
    "same",
    "same",
    "added",
    "same",
  ]);
});
