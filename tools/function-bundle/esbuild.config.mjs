import { entryAlone } from "./src/entry-alone.mjs";
import { lazyBuiltins } from "./src/lazy-builtins.mjs";
import { leanSdk } from "./src/lean-sdk.mjs";

/** How every function is bundled. What `project.json` says (entry, folder, platform, target) comes on top. */
export default {
  plugins: [entryAlone(), lazyBuiltins(), leanSdk()],
  splitting: true,
  chunkNames: "[name]-[hash]",
  outExtension: { ".js": ".mjs" },
  mainFields: ["module", "main"],
  // The SDK asks whether these are there, and to look is to load what is behind them (WebCrypto: ten modules). Node's own do.
  define: { crypto: "undefined", ReadableStream: "undefined", Blob: "undefined" },
  legalComments: "none",
  sourcemap: "external",
  sourcesContent: false,
};
