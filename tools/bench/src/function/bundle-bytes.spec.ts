import { bundleBytes } from "./bundle-bytes";

type Outputs = Parameters<typeof bundleBytes>[0]["outputs"];

const output = (bytes: number, inputs: Record<string, number>, imports: Outputs[string]["imports"] = []) => ({
  bytes,
  inputs: Object.fromEntries(Object.entries(inputs).map(([path, part]) => [path, { bytesInOutput: part }])),
  imports,
  exports: [],
});

test("bytes are counted by package, and for what is loaded at once", () => {
  const outputs: Outputs = {
    "dist/index.mjs": output(100, { "apps/f/src/main.ts": 60, "node_modules/zod/v4/core.js": 30 }, [
      { path: "dist/chunk.mjs", kind: "import-statement" },
      { path: "dist/late.mjs", kind: "dynamic-import" },
      { path: "node:fs", kind: "import-statement", external: true },
    ]),
    "dist/chunk.mjs": output(50, { "node_modules/@smithy/core/a.js": 45 }, [
      { path: "dist/index.mjs", kind: "import-statement" },
    ]),
    "dist/late.mjs": output(25, { "node_modules/@smithy/core/b.js": 20, "libs/events/src/x.ts": 0 }),
    "dist/index.mjs.map": output(1000, {}),
  };
  expect(bundleBytes({ inputs: {}, outputs })).toEqual({
    all: 175,
    beforeFirstLog: 150,
    byPackage: { "@smithy/core": 65, "apps/f": 60, zod: 30 },
  });
});
