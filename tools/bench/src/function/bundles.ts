import { copyFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { build, type BuildOptions, type Metafile } from "esbuild";

const RIVALS = "tools/bench/rivals";
/** Does nothing but the reads of an event, without an SDK: no rival of a whole function. */
export const PLAIN_READS = resolve(RIVALS, "reads.mjs");
const OURS = "dist/apps/security-auto-s3";
/** The function as Nx built it. */
export const OUR_HANDLER = resolve(OURS, "index.mjs");

const common: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  minify: true,
  legalComments: "none",
  mainFields: ["module", "main"],
  outExtension: { ".js": ".mjs" },
  tsconfig: "apps/security-auto-s3/tsconfig.json",
  logLevel: "error",
};

/** Our function as esbuild bundles it by default: the same code, all loaded at once, one file. */
const NAIVE_ENTRY = `
  import { createHandler } from "@security-auto/handler";
  import { assessor } from "./assessor";
  import { interpret } from "./interpreter";
  export const handler = createHandler({ interpret, work: assessor() });
`;

export interface Bundles {
  readonly bare: string;
  readonly common: string;
  readonly naive: string;
  readonly ours: string;
}

/** Builds the rivals' bundles; ours is built by Nx. Paths of files that export `handler`. */
export async function buildRivals(folder: string): Promise<Bundles> {
  await build({
    ...common,
    stdin: { contents: NAIVE_ENTRY, resolveDir: resolve("apps/security-auto-s3/src"), loader: "ts" },
    outfile: join(folder, "naive/index.mjs"),
  });
  copyFileSync(join(OURS, CONFIGURATION_FILE), join(folder, "naive", CONFIGURATION_FILE));
  await build({
    ...common,
    entryPoints: [`${RIVALS}/common.ts`],
    outfile: join(folder, "common/index.mjs"),
  });
  return {
    bare: resolve(RIVALS, "bare.mjs"),
    common: resolve(folder, "common/index.mjs"),
    naive: resolve(folder, "naive/index.mjs"),
    ours: OUR_HANDLER,
  };
}

/** How our bundle comes about, file by file: built once more, in memory, in the same way. */
export async function bundleContents(): Promise<Metafile> {
  const config = (await import(resolve("tools/function-bundle/esbuild.config.mjs"))) as {
    readonly default: BuildOptions;
  };
  const { metafile } = await build({
    ...config.default,
    entryPoints: ["apps/security-auto-s3/src/main.ts"],
    outdir: OURS,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    tsconfig: "apps/security-auto-s3/tsconfig.json",
    metafile: true,
    write: false,
    logLevel: "error",
  });
  return metafile;
}
