import { withElement, withLine, withProperty } from "./source-edit";

test.each([
  ["an empty object", "const A = {};", "const A = {\nb: 1,};"],
  ["an object with a property", "const A = { a: 0 } as const;", "const A = { a: 0,\nb: 1, } as const;"],
  ["a trailing comma", "const A = {\n  a: 0,\n};", "const A = {\n  a: 0,\nb: 1,\n};"],
  ["another object before it", "const Z = {}; const A = {};", "const Z = {}; const A = {\nb: 1,};"],
  ["a property of that name", "const A = { b: 2 };", "const A = { b: 2 };"],
  ["a property of that name in quotes", 'const A = { "b": 2 };', 'const A = { "b": 2 };'],
])("a property is added to %s", (_what, before, after) => {
  expect(withProperty(before, "A", "b", "1")).toBe(after);
});

test.each([
  ["an empty array", "const A: readonly B[] = [];", "const A: readonly B[] = [\n...C,];"],
  ["an array", "const A = [...B];", "const A = [...B,\n...C,];"],
  ["an array that has it", "const A = [...C];", "const A = [...C];"],
])("an element is added to %s", (_what, before, after) => {
  expect(withElement(before, "A", "...C")).toBe(after);
});

test("an import comes after the last one, once", () => {
  const line = 'import { b } from "./b";';
  const once = withLine('import { a } from "./a";\n\nconst A = 1;\n', line);
  expect(once).toBe(`import { a } from "./a";\n${line}\n\nconst A = 1;\n`);
  expect(withLine(once, line)).toBe(once);
});

test("an object that is not there is an error that names it", () => {
  expect(() => withProperty("const B = {};", "A", "b", "1")).toThrow("no literal of A");
});
