import { SmallBundle } from "../test/small-bundle";

const handler = (body: string) => `export const handler = async () => { ${body} };`;
const later = { "main.ts": handler(`return (await import("./later")).answer();`) };

describe("what Node has of its own works", () => {
  test.each<[what: string, files: Record<string, string>, gives: unknown]>([
    [
      "a hash",
      {
        "main.ts": `import { createHash } from "node:crypto"; ${handler(`return createHash("md5").update("").digest("hex");`)}`,
      },
      "d41d8cd98f00b204e9800998ecf8427e",
    ],
    [
      "random bytes",
      {
        "main.ts": `import * as c from "crypto"; ${handler("return c.getRandomValues(new Uint8Array(3)).length;")}`,
      },
      3,
    ],
    [
      "a default import",
      { "main.ts": `import path from "node:path"; ${handler(`return path.join("a", "b");`)}` },
      "a/b",
    ],
    [
      "members of what is loaded later, in the entry",
      { "main.ts": handler(`const { request } = await import("node:http"); return typeof request;`) },
      "function",
    ],
    [
      "members of what is loaded later, in a later file",
      {
        ...later,
        "later.ts": `export const answer = async () => {
          const { request } = await import("node:http");
          const { AsyncLocalStorage } = await import("node:async_hooks");
          return [typeof request, new AsyncLocalStorage().run(1, () => 2)];
        };`,
      },
      ["function", 2],
    ],
    [
      "the default of what is loaded later",
      {
        ...later,
        "later.ts": `export const answer = async () => (await import("node:path")).default.join("a", "b");`,
      },
      "a/b",
    ],
    [
      "nothing that is not asked for is loaded with it",
      {
        ...later,
        "later.ts": `export const answer = async () => {
          await import("node:http");
          return (process as { moduleLoadList?: string[] }).moduleLoadList?.filter((name) => name.includes("undici"));
        };`,
      },
      [],
    ],
    ["the global crypto", { "main.ts": handler("return crypto.randomUUID().length;") }, 36],
    [
      "the global Blob and ReadableStream",
      {
        ...later,
        "later.ts": `export const answer = () => [new Blob(["four"]).size, typeof new ReadableStream().getReader];`,
      },
      [4, "function"],
    ],
  ])("%s", (_what, files, gives) => {
    const bundle = new SmallBundle(files);
    expect(bundle).toMatchObject({ errors: [], warnings: [] });
    expect(bundle.run()).toEqual({ gives });
  });
});

const NAMESPACE = `import * as c from "node:crypto";\nexport const answer = () => c.randomUUID();`;
const NAMED = `\nimport { randomUUID } from "node:crypto"; export const answer = () => randomUUID();`;
const DYNAMIC = `\nexport const answer = async () => (await import("node:crypto")).createHash("md5");`;
const REQUIRED = `\nexport const answer = () => require("crypto").createHash("md5");`;

describe("the build fails, and says where, for what would be missing when it runs", () => {
  test.each<[what: string, code: string, text: string]>([
    ["a member of the namespace", NAMESPACE, `Import "randomUUID" will always be undefined`],
    ["a named import", NAMED, `No matching export in "builtin:node:crypto" for import "randomUUID"`],
    ["import()", DYNAMIC, "node:crypto is loaded when one of its functions is first called"],
    ["require()", REQUIRED, "node:crypto is loaded when one of its functions is first called"],
  ])("%s", (_what, code, text) => {
    const inEntry = new SmallBundle({
      "main.ts": `import { answer } from "./used"; ${handler("return answer();")}`,
      "used.ts": code,
    });
    const inLater = new SmallBundle({ ...later, "later.ts": code });
    const said = (at: string) => [{ at, text: expect.stringContaining(text) as string }];
    expect(inEntry.errors).toEqual(said("used.ts:2"));
    expect(inLater.errors).toEqual(said("later.ts:2"));
  });
});
