/**
 * Lets the entry keep the name `index.mjs` when code is split: Nx then names it after its source, and Lambda's handler
 * setting and the contract of `dist` want `index`.
 *
 * @returns {import("esbuild").Plugin}
 */
export function splitEntry() {
  return {
    name: "split-entry",
    setup({ initialOptions }) {
      const [main, ...others] = initialOptions.entryPoints;
      if (others.length > 0) throw new Error("a function has one entry");
      initialOptions.entryPoints = { index: main };
    },
  };
}
