import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { asResult, entryAlone } from "./entry-alone.mjs";
import { lazyBuiltins } from "./lazy-builtins.mjs";
import { leanSdk, SDK_FILE } from "./lean-sdk.mjs";
import { readableByAll } from "./readable-by-all.mjs";

const LEAN = () => [entryAlone(), lazyBuiltins(), leanSdk()];
const PLAIN = () => [entryAlone()];

/**
 * Packages that are not ES modules load Node's own modules with `require`, which an ES module does not have. Lean bundles have no
 * need of it, see `lazy-builtins.mjs`.
 */
const REQUIRE =
  'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);';

/**
 * Bundles a function in one of two modes. Lean, the default, replaces parts of the AWS SDK and of Node by smaller ones. Plain
 * bundles every package as it was published. A function chooses plain with `"bundle": "plain"` in its `project.json`. If a file of
 * the SDK is not as the lean mode expects, the build prints a warning that names the file, and bundles plain.
 *
 * @param {"lean" | "plain"} [bundle] overrides the function's project
 * @returns {import("esbuild").Plugin}
 */
export function leanOrPlain(bundle) {
  return {
    name: "lean-or-plain",
    async setup(build) {
      const { initialOptions } = build;
      const isLean = (bundle ?? bundleOf(initialOptions)) === "lean";
      const differences = isLean ? await sdkDifferences(build) : [];
      const isPlain = !isLean || differences.length > 0;
      if (isPlain) initialOptions.banner = { ...initialOptions.banner, js: REQUIRE };
      // Looks at what all of the others have written.
      initialOptions.plugins = [...(isPlain ? PLAIN() : LEAN()), readableByAll()];
      for (const plugin of initialOptions.plugins) await plugin.setup(build);
      build.onStart(() => ({ warnings: differences }));
    },
  };
}

/** What the project of the entry asks for in its `project.json`. */
function bundleOf({ absWorkingDir = process.cwd(), entryPoints: [entry] }) {
  const file = projectFileOf(resolve(absWorkingDir, entry), absWorkingDir);
  if (file === undefined) return "lean";
  const { bundle = "lean" } = JSON.parse(readFileSync(file, "utf8"));
  if (bundle === "lean" || bundle === "plain") return bundle;
  const where = relative(absWorkingDir, file);
  throw new Error(
    `${where}: "bundle" is ${JSON.stringify(bundle)}, but must be "lean" (the default) or "plain"`,
  );
}

function projectFileOf(path, root) {
  const folder = dirname(path);
  const file = join(folder, "project.json");
  if (existsSync(file)) return file;
  return folder === root || folder === path ? undefined : projectFileOf(folder, root);
}

/** Bundles lean, in memory, and returns a warning for each file of the SDK that the lean mode cannot handle. */
async function sdkDifferences({ initialOptions, esbuild }) {
  const { errors } = await esbuild
    .build({
      ...initialOptions,
      plugins: LEAN(),
      write: false,
      minify: false,
      sourcemap: false,
      logLevel: "silent",
    })
    .catch(asResult);
  const found = errors.flatMap(({ text, location, pluginName }) => {
    if (pluginName === "lean-sdk") return [text];
    return SDK_FILE.test(`/${location?.file}`) ? [`${location.file}: ${text}`] : [];
  });
  return [...new Set(found)].map((why) => ({
    text: `this function is bundled plain, because the AWS SDK is not as the lean mode expects: ${why}`,
  }));
}
