import { parse, relative } from "node:path";

/**
 * Bundles what the entry loads at once into the one file `index.mjs`, and what our code in it loads later, by `import()`, in a second
 * go that splits code. In a single go everything that both parts use would be a file of its own, and every file that is loaded before the
 * event is logged costs half a millisecond: resolved, read and compiled one after the other. What both use is bundled twice, 3 KB, and
 * has its state twice.
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
      const short = (file) => relative(options.absWorkingDir ?? process.cwd(), file);

      /** Files that are loaded later, by the name they get. */
      const later = new Map();
      build.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir }) => {
        // A package's own import() stays with the package.
        if (kind !== "dynamic-import" || importer.includes("/node_modules/")) return undefined;
        const found = await build.resolve(path, { kind: "import-statement", importer, resolveDir });
        if (found.errors.length > 0 || found.external || found.namespace !== "file") return undefined;
        const { name } = parse(found.path);
        const taken = later.get(name) ?? found.path;
        if (name === "index") return { errors: [{ text: takenByEntry(short(found.path)) }] };
        if (taken !== found.path)
          return { errors: [{ text: takenByOther(name, [taken, found.path].map(short)) }] };
        later.set(name, found.path);
        return { path: `./${name}.mjs`, external: true };
      });

      build.onEnd(async (result) => {
        if (result.errors.length > 0 || later.size === 0) return undefined;
        const rest = await esbuild
          .build({
            ...options,
            plugins: plugins.filter(({ name }) => name !== "entry-alone"),
            // In an order that does not depend on which import was resolved first.
            entryPoints: Object.fromEntries([...later].sort(([one], [other]) => (one < other ? -1 : 1))),
            metafile: true,
          })
          .catch(asResult);
        Object.assign(result.metafile.inputs, rest.metafile?.inputs);
        Object.assign(result.metafile.outputs, rest.metafile?.outputs);
        // It has printed them; who asked for the build gets them too.
        return { errors: rest.errors, warnings: rest.warnings };
      });
    },
  };
}

const takenByEntry = (file) =>
  `${file} would be loaded later as index.mjs, which is the entry: import a file of another name`;

const takenByOther = (name, files) =>
  `two files are loaded later as ${name}.mjs, ${files.sort().join(" and ")}: give one of them another name`;

/** A build that failed says why as one that did not; everything else that is thrown is no matter of what is built. */
export function asResult(failure) {
  if (failure.errors === undefined) throw failure;
  return failure;
}
