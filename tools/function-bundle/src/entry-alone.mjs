import { basename, resolve } from "node:path";

/**
 * Bundles what the entry loads at once into the one file `index.mjs`, and what it loads later, by `import()`, in a second go that
 * splits code. In a single go everything that both parts use would be a file of its own, and every file that is loaded before the event
 * is logged costs half a millisecond: resolved, read and compiled one after the other. What both use is bundled twice: 3 KB.
 *
 * @returns {import("esbuild").Plugin}
 */
export function entryAlone() {
  return {
    name: "entry-alone",
    setup(build) {
      const { initialOptions, esbuild } = build;
      const [main, ...others] = initialOptions.entryPoints;
      if (others.length > 0) throw new Error("a function has one entry");
      const { plugins = [], ...options } = initialOptions;
      initialOptions.entryPoints = { index: main };
      initialOptions.splitting = false;
      initialOptions.metafile = true;

      /** Files that are loaded later, by the name they get. */
      const later = {};
      build.onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== "dynamic-import" || importer !== resolve(main)) return undefined;
        const { path: file, errors } = await build.resolve(path, { kind: "import-statement", resolveDir });
        if (errors.length > 0) return { errors };
        const name = basename(file, ".ts");
        later[name] = file;
        return { path: `./${name}.mjs`, external: true };
      });

      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        const rest = await esbuild.build({
          ...options,
          plugins: plugins.filter(({ name }) => name !== "entry-alone"),
          entryPoints: later,
          metafile: true,
        });
        Object.assign(result.metafile.inputs, rest.metafile.inputs);
        Object.assign(result.metafile.outputs, rest.metafile.outputs);
      });
    },
  };
}
