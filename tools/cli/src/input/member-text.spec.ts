import fc from "fast-check";
import { memberText } from "./member-text";

test.each<[string, string, string | undefined]>([
  ["a number", '{"a":1}', "1"],
  [
    "a number as it is written, not one of the same name further in",
    '{ "b" : [1, {"a": 2}], "a" : -1.50e+1 , "c":{}}',
    "-1.50e+1",
  ],
  ["marks inside strings end nothing", '{"a": {"a": [":", ",", "}"]} }', '{"a": [":", ",", "}"]}'],
  ["of two of the name the last", '{"a":1,"a":2}', "2"],
  ["a name that is written with an escape", '{"\\u0061":"\\"},{\\\\"}', '"\\"},{\\\\"'],
  ["a value that reads like the name is no member", '{"b":"a","c":["a"]}', undefined],
  ["an empty object has none", "{}", undefined],
])("%s", (_what, text, expected) => {
  expect(memberText(text, "a")).toBe(expected);
});

test("what stands there is what JSON.parse takes, however it is written", () => {
  const object = fc.dictionary(
    fc.oneof(fc.constantFrom("a", '"', "\\", "__proto__"), fc.string()),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      for (const [name, member] of Object.entries(JSON.parse(text) as object))
        expect(JSON.parse(memberText(text, name) ?? "")).toEqual(member);
    }),
  );
});

test("as long as a message can be, nested as deeply as it can be", () => {
  const value = `${"[".repeat(500_000)}"${"\\\\".repeat(250_000)}"${"]".repeat(500_000)}`;
  expect(memberText(`{"a":${value}}`, "a")).toBe(value);
});
