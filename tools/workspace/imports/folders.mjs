import circles from "./circles.mjs";

/** Folders of these projects import downwards only. */
const LAYERED =
  "(?:libs/(?:event-pattern|iam-policy|policies|s3-reader)|tools/(?:bench|cli|function-bundle|local-cloud))/src";

/**
 * Folders that import each other, or from a folder that they are in. Tests may import whatever they test.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "no-circles-of-folders",
      severity: "error",
      comment: "Folders that import each other are one idea: put what both need into a folder below them.",
      scope: "folder",
      from: { path: `^${LAYERED}/` },
      to: { circular: true },
    },
    ...["", "/[^/]+", "/[^/]+/[^/]+"].map((folder) => ({
      name: "no-import-from-a-folder-above",
      severity: "error",
      comment:
        "A folder imports what is in it or beside it: put what it needs from above into a folder beside it.",
      from: { path: `^(${LAYERED}${folder})/[^/]+/` },
      to: { path: "^$1/[^/]+[.]ts$" },
    })),
  ],
  options: {
    ...circles.options,
    exclude: { path: `${circles.options.exclude.path}|(^|/)test/|[.]spec[.]ts$` },
  },
};
