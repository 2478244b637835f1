import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";

test("it is bundled for a browser with nothing of Node, and judges there", async () => {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `import { DEFAULT_INVARIANTS, describeBucket, judgeBucket } from "@security-auto/s3-exposure";
        const bucket = describeBucket({ name: "ledger", policy: { Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::ledger/*" } } });
        globalThis.judged = judgeBucket(bucket.data, { invariants: DEFAULT_INVARIANTS, now: new Date() }).exposure.atLeast;`,
      resolveDir: __dirname,
    },
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    tsconfig: join(__dirname, "../../../tsconfig.base.json"),
  });
  const [bundle] = outputFiles;
  const page: { judged?: unknown } & Record<string, unknown> = { TextEncoder, URL };
  page["globalThis"] = page;
  runInNewContext(bundle?.text ?? "", page);
  expect(page.judged).toBe("public");
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  expect(imports.filter(({ path, external }) => external === true || path.startsWith("node:"))).toEqual([]);
});
