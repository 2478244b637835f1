import fc from "fast-check";
import { textsAt } from "./request-parameter";

test.each<[string, unknown, string, readonly string[]]>([
  ["a text", { name: "a" }, "name", ["a"]],
  ["an empty element", { name: "" }, "name", [""]],
  ["a text in an element", { Request: { Bucket: "a" } }, "Request.Bucket", ["a"]],
  ["an element with attributes", { Bucket: { xmlns: "x", content: "a" } }, "Bucket", ["a"]],
  ["a list of one", { Bucket: ["a"] }, "Bucket", ["a"]],
  ["several elements", { Rule: [{ Bucket: "a" }, { Bucket: "b" }] }, "Rule.Bucket", ["a", "b"]],
  ["several texts in several elements", [{ Rule: [{ Bucket: ["a", "b"] }] }], "Rule.Bucket", ["a", "b"]],
  ["nothing there", { other: "a" }, "name", []],
  ["nothing where an element should be", { Request: "" }, "Request.Bucket", []],
  ["a number", { name: 7 }, "name", []],
  ["null", { name: null }, "name", []],
  ["no parameters", null, "name", []],
  ["a prototype's key", Object.create({ name: "a" }), "name", []],
  ["a key of every object", {}, "constructor.name", []],
])("%s", (_, parameters, path, expected) => {
  expect(textsAt(parameters, path)).toEqual(expected);
});

test("whatever the parameters are, it answers texts", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (parameters, path) => {
      expect(textsAt(parameters, path).every((text) => typeof text === "string")).toBe(true);
    }),
  );
});
