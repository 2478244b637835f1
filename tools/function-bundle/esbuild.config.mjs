import { leanOrPlain } from "./src/lean-or-plain.mjs";

/** How every function is bundled. What `project.json` says (entry, folder, platform, target) comes on top. */
export default {
  plugins: [leanOrPlain()],
  splitting: true,
  chunkNames: "[name]-[hash]",
  outExtension: { ".js": ".mjs" },
  mainFields: ["module", "main"],
  // A member that a module does not have is an error here, not when it runs.
  logOverride: { "import-is-undefined": "error" },
  legalComments: "none",
  sourcemap: "external",
  sourcesContent: false,
};
