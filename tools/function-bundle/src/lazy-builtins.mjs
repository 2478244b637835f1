import { builtinModules } from "node:module";

const BUILTINS = new Set(builtinModules);

/**
 * Functions that are loaded when they are first called. `node:crypto` takes as long as all the rest that is loaded before
 * the event is logged, and nothing is hashed until AWS is called. A function that is missing here fails the build.
 */
const WHEN_CALLED = {
  "node:crypto": {
    createHash: "createHash",
    createHmac: "createHmac",
    // Its namesake loads WebCrypto.
    getRandomValues: "randomFillSync",
    randomInt: "randomInt",
  },
};

/**
 * Takes Node's own modules with `process.getBuiltinModule` and not with `import`. An `import` reads every export of such a
 * module, and some of them load what is behind them when they are read: of `node:http` that is all of `fetch` and
 * WebSocket (75 modules, a tenth of a cold start), of `node:util` 34 modules.
 *
 * @returns {import("esbuild").Plugin}
 * @see https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export function lazyBuiltins() {
  return {
    name: "lazy-builtins",
    setup(build) {
      build.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
        const name = path.replace(/^node:/, "");
        if (!BUILTINS.has(name) || kind === "entry-point") return undefined;
        return { path: `node:${name}`, namespace: "builtin", sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({ contents: moduleFor(path) }));
    },
  };
}

function moduleFor(path) {
  const take = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const late = WHEN_CALLED[path];
  if (late === undefined) return `module.exports = ${take};`;
  return Object.entries(late)
    .map(([name, does]) => `export const ${name} = (...values) => ${take}.${does}(...values);`)
    .join("\n");
}
