import { SmallBundle } from "../test/small-bundle";

const handler = (body: string) => `export const handler = async () => { ${body} };`;

describe("what is loaded later", () => {
  test("is a file of its own name, beside the entry", () => {
    const bundle = new SmallBundle({
      "main.ts": handler(`return (await import("./deep/greeting")).greet("you");`),
      "deep/greeting.ts": `export const greet = (whom: string) => "hello " + whom;`,
    });
    expect(bundle).toMatchObject({ errors: [], warnings: [], files: ["greeting.mjs", "index.mjs"] });
    expect(bundle.run()).toEqual({ gives: "hello you" });
  });

  test("shares no state with the entry", () => {
    const bundle = new SmallBundle({
      "main.ts": `
        import { count } from "./counter";
        ${handler(`return [count(), count(), (await import("./later")).count()];`)}`,
      "later.ts": `export { count } from "./counter";`,
      "counter.ts": `let counted = 0; export const count = () => ++counted;`,
    });
    expect(bundle).toMatchObject({ errors: [], warnings: [] });
    expect(bundle.run()).toEqual({ gives: [1, 2, 1] });
  });

  test("shares its state with what else is loaded later", () => {
    const bundle = new SmallBundle({
      "main.ts": handler(`return [(await import("./one")).count(), (await import("./other")).count()];`),
      "one.ts": `export { count } from "./counter";`,
      "other.ts": `export { count } from "./counter";`,
      "counter.ts": `let counted = 0; export const count = () => ++counted;`,
    });
    expect(bundle.run()).toEqual({ gives: [1, 2] });
  });

  test("may be asked for by a module that the entry imports", () => {
    const bundle = new SmallBundle({
      "main.ts": `import { greet } from "./lib/greet"; ${handler("return greet();")}`,
      "lib/greet.ts": `export const greet = async () => (await import("./words")).hello;`,
      "lib/words.ts": `export const hello = "hello";`,
    });
    expect(bundle).toMatchObject({ errors: [], files: ["index.mjs", "words.mjs"] });
    expect(bundle.run()).toEqual({ gives: "hello" });
  });

  test("may be a package", () => {
    const bundle = new SmallBundle({
      "main.ts": handler(`return (await import("words")).hello;`),
      "node_modules/words/package.json": `{ "type": "module", "main": "words.js" }`,
      "node_modules/words/words.js": `export const hello = "hello";`,
    });
    expect(bundle).toMatchObject({ errors: [], files: ["index.mjs", "words.mjs"] });
    expect(bundle.run()).toEqual({ gives: "hello" });
  });

  test("is what our own code asks for: what a package asks for stays with the package", () => {
    const bundle = new SmallBundle({
      "main.ts": `import { hello } from "words"; ${handler("return hello();")}`,
      "node_modules/words/package.json": `{ "type": "module", "main": "words.js" }`,
      "node_modules/words/words.js": `export const hello = async () => (await import("./more/index.js")).hello;`,
      "node_modules/words/more/index.js": `export const hello = "hello";`,
    });
    expect(bundle).toMatchObject({ errors: [], files: ["index.mjs"] });
    expect(bundle.run()).toEqual({ gives: "hello" });
  });
});

test("a function that loads nothing later is one file", () => {
  const bundle = new SmallBundle({ "main.ts": handler("return 1;") });
  expect(bundle).toMatchObject({ errors: [], files: ["index.mjs"] });
});

describe("the build fails, and says where and why", () => {
  test.each<[what: string, files: Record<string, string>, at: string, text: string]>([
    [
      "two files of one name",
      {
        "main.ts": handler(`\n await import("./a/x");\n await import("./b/x");`),
        "a/x.ts": "export const from = 1;",
        "b/x.ts": "export const from = 2;",
      },
      "main.ts:",
      "two files are loaded later as x.mjs, a/x.ts and b/x.ts: give one of them another name",
    ],
    [
      "a folder's index",
      { "main.ts": handler(`await import("./later");`), "later/index.ts": "export const from = 1;" },
      "main.ts:1",
      "later/index.ts would be loaded later as index.mjs, which is the entry: import a file of another name",
    ],
    [
      "a package's index",
      {
        "main.ts": handler(`await import("words");`),
        "node_modules/words/package.json": `{ "main": "index.js" }`,
        "node_modules/words/index.js": `export const hello = "hello";`,
      },
      "main.ts:1",
      "node_modules/words/index.js would be loaded later as index.mjs, which is the entry: import a file of another name",
    ],
    [
      "a file that is not there",
      { "main.ts": handler(`await import("./nowhere");`) },
      "main.ts:1",
      `Could not resolve "./nowhere"`,
    ],
    [
      "an error in what is loaded later",
      {
        "main.ts": handler(`await import("./later");`),
        "later.ts": `\nimport { absent } from "./other"; console.log(absent);`,
        "other.ts": "export const present = 1;",
      },
      "later.ts:2",
      `No matching export in "other.ts" for import "absent"`,
    ],
  ])("%s", (_what, files, at, text) => {
    const { errors } = new SmallBundle(files);
    expect(errors).toEqual([{ at: expect.stringContaining(at) as string, text }]);
  });
});

test("a warning about what is loaded later is a warning about the bundle", () => {
  const { errors, warnings } = new SmallBundle({
    "main.ts": handler(`return (await import("./later")).odd;`),
    "later.ts": `export const odd = typeof handler === "text";\ndeclare const handler: unknown;`,
  });
  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    { at: "later.ts:1", text: `The "typeof" operator will never evaluate to "text"` },
  ]);
});
