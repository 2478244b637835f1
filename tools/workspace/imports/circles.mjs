/**
 * Files that import each other, in the whole workspace.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      comment:
        "Files that import each other cannot be read one at a time: put what both need into a file below them.",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.base.json" },
    // Imports of types count, though nothing is left of them when the code runs.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules|(^|/)dist/" },
    skipAnalysisNotInRules: true,
  },
};
