// Bundles a function as its project's `build` does, in a mode of one's choice: node bundle-project.mjs PROJECT-FOLDER lean|plain OUT-FOLDER
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import config from "./esbuild.config.mjs";
import { leanOrPlain } from "./src/lean-or-plain.mjs";

const [project, bundle, outdir] = process.argv.slice(2);
const { main, tsConfig, platform, target, format, minify } = JSON.parse(
  readFileSync(join(project, "project.json"), "utf8"),
).targets.build.options;
await build({
  ...config,
  plugins: [leanOrPlain(bundle)],
  entryPoints: [main],
  outdir,
  bundle: true,
  platform,
  target,
  format: format[0],
  minify,
  tsconfig: tsConfig,
  logLevel: "warning",
});
