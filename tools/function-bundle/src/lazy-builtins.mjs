import { builtinModules } from "node:module";

const BUILTINS = new Set(builtinModules);

/**
 * Functions that are loaded when they are first called. `node:crypto` takes as long as all the rest that is loaded before
 * the event is logged, and nothing is hashed until AWS is called. An import of a function that is missing here fails the build.
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
      build.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path: asked, kind }) => {
        const path = `node:${asked.replace(/^node:/, "")}`;
        if (!BUILTINS.has(path.slice("node:".length)) || kind === "entry-point") return undefined;
        if (kind !== "import-statement" && path in WHEN_CALLED) return { errors: [{ text: byName(path) }] };
        // Where code is not split, esbuild itself gives the members of a CommonJS module that import() asks for.
        const later = kind === "dynamic-import" && build.initialOptions.splitting;
        return { path, namespace: later ? "builtin-later" : "builtin", sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({ contents: moduleFor(path) }));
      build.onLoad({ filter: /.*/, namespace: "builtin-later" }, ({ path }) => ({
        contents: laterModuleFor(path),
      }));
    },
  };
}

const taken = (path) => `process.getBuiltinModule(${JSON.stringify(path)})`;

function moduleFor(path) {
  const late = WHEN_CALLED[path];
  if (late === undefined) return `module.exports = ${taken(path)};`;
  return Object.entries(late)
    .map(([name, does]) => `export const ${name} = (...values) => ${taken(path)}.${does}(...values);`)
    .join("\n");
}

/**
 * What `import()` of a file gives: every member, and `default`. To export them by name is to read them all; but a module that
 * exports `then` is, to who awaits it, what its `then` gives.
 */
function laterModuleFor(path) {
  return [
    `const builtin = ${taken(path)};`,
    "const members = Object.create(builtin, { default: { value: builtin } });",
    "export const then = (give) => give(members);",
  ].join("\n");
}

const byName = (path) =>
  `${path} is loaded when one of its functions is first called, without import() or require(): ` +
  `import { ${Object.keys(WHEN_CALLED[path]).join(", ")} } from "${path}", or add the function you need to lazy-builtins.mjs`;
