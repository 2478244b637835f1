import { lazyBuiltins } from "./src/lazy-builtins.mjs";
import { leanSdk } from "./src/lean-sdk.mjs";
import { splitEntry } from "./src/split-entry.mjs";

/** How every function is bundled. What `project.json` says (entry, folder, platform, target) comes on top. */
export default {
  plugins: [splitEntry(), lazyBuiltins(), leanSdk()],
  splitting: true,
  chunkNames: "[name]-[hash]",
  outExtension: { ".js": ".mjs" },
  mainFields: ["module", "main"],
  legalComments: "none",
  sourcemap: "external",
  sourcesContent: false,
};
