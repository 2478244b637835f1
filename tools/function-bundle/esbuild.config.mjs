import { entryAlone } from "./src/entry-alone.mjs";
import { lazyBuiltins } from "./src/lazy-builtins.mjs";
import { leanSdk } from "./src/lean-sdk.mjs";
import { readableByAll } from "./src/readable-by-all.mjs";

/** How every function is bundled. What `project.json` says (entry, folder, platform, target) comes on top. */
export default {
  // The last one looks at what all of them have written.
  plugins: [entryAlone(), lazyBuiltins(), leanSdk(), readableByAll()],
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
