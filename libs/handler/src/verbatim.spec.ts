import { Verbatim } from "./verbatim";

test.each<[string, unknown, string]>([
  ["nothing", undefined, "null"],
  ["null", null, "null"],
  ["an empty text", "", '""'],
  ["zero", 0, "0"],
  ["false", false, "false"],
  [
    "keys that a merge would drop",
    JSON.parse('{"__proto__":1,"constructor":2}'),
    '{"__proto__":1,"constructor":2}',
  ],
])("%s is carried as its JSON", (_what, value, text) => {
  const verbatim = new Verbatim(value);
  expect(verbatim).toMatchObject({ isTooDeep: false, text, json: text });
  expect(JSON.stringify(verbatim)).toBe(text);
});

test("what is nested too deep is carried as a text", () => {
  const text = `${"[".repeat(2_000)}${"]".repeat(2_000)}`;
  const verbatim = new Verbatim(JSON.parse(text));
  expect(verbatim).toMatchObject({ isTooDeep: true, text, json: JSON.stringify(text) });
  expect(JSON.stringify(verbatim)).toBe(JSON.stringify(text));
});
