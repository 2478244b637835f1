/**
 * `@lezer/common` does not say in its package.json that importing it does nothing. The editor uses none of it: said here, it is left out
 * of the page, with 19 KB.
 */
const withoutLezer = {
  name: "without-lezer",
  setup(build) {
    build.onResolve({ filter: /^@lezer\/common$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === "asked") return undefined;
      const { importer, namespace, resolveDir, kind } = from;
      const found = await build.resolve(path, { importer, namespace, resolveDir, kind, pluginData: "asked" });
      return { ...found, pluginData: undefined, sideEffects: false };
    });
  },
};

/** How the page's script is bundled. What `project.json` says comes on top. */
export default { plugins: [withoutLezer], mainFields: ["module", "main"], legalComments: "none" };
