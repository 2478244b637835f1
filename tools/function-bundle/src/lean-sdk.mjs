import { readFileSync } from "node:fs";
import { LEFT_OUT } from "./left-out.mjs";

/**
 * The SDK asks whether these globals are there, and to look is to load what is behind them (WebCrypto: ten modules). Node's own
 * modules do what it would use them for. Our code has them.
 */
const NOT_THERE = { crypto: "undefined", ReadableStream: "undefined", Blob: "undefined" };

/**
 * Makes the AWS SDK as small as what is used of it:
 * - what no function can reach is left out ({@link LEFT_OUT}),
 * - of the schemas of all operations only those of the used ones stay,
 * - errors are told by their code, so the classes of the SDK's known errors go,
 * - of its package descriptions only the version is bundled,
 * - globals that it only asks for are not there for it ({@link NOT_THERE}).
 *
 * @returns {import("esbuild").Plugin}
 */
export function leanSdk() {
  return {
    name: "lean-sdk",
    setup(build) {
      const met = new Set();
      /** Packages of the SDK that this function uses. */
      const packages = new Set();
      build.onLoad({ filter: /\/node_modules\/(?:@aws-sdk|@smithy|bowser)\// }, ({ path }) => {
        packages.add(packageOf(path));
        const part = LEFT_OUT.find(({ file }) => path.endsWith(`/node_modules/${file}`));
        if (part === undefined) return undefined;
        met.add(part.file);
        return { contents: standIn(part) };
      });
      build.onLoad(
        { filter: /\/@aws-sdk\/client-[a-z0-9-]+\/dist-es\/schemas\/schemas_0\.js$/ },
        ({ path }) => {
          met.add(schemasOf(packageOf(path)));
          const contents = prunable(readFileSync(path, "utf8"));
          return contents === undefined ? { errors: [{ text: changed(path) }] } : { contents };
        },
      );
      build.onLoad({ filter: /\/@aws-sdk\/[a-z0-9-]+\/package\.json$/ }, ({ path }) => {
        const { version } = JSON.parse(readFileSync(path, "utf8"));
        return { contents: JSON.stringify({ version }), loader: "json" };
      });
      build.onLoad({ filter: /\/node_modules\/(?:@aws-sdk|@smithy)\/.*\.js$/ }, async ({ path }) => {
        const code = readFileSync(path, "utf8");
        if (!/\b(?:crypto|ReadableStream|Blob)\b/.test(code)) return undefined;
        return { contents: (await build.esbuild.transform(code, { define: NOT_THERE })).code };
      });
      // A bundle that is not whole has not met everything.
      build.onEnd(({ errors }) => ({ errors: errors.length > 0 ? [] : unmet(met, packages) }));
    },
  };
}

/** A file that stands in for one that was left out: whatever is done with an export of it throws. */
function standIn({ file, exports, unchanged = [], because }) {
  const message = JSON.stringify(`${file} is not part of this bundle: ${because}`);
  return [
    `function fail() { throw new Error(${message}); }`,
    // Whatever is done with a proxy, its handler is read first, and this one cannot be read.
    "const leftOut = /* @__PURE__ */ new Proxy(fail, /* @__PURE__ */ new Proxy({}, { get: fail }));",
    ...exports.map((name) => `export { leftOut as ${name} };`),
    ...unchanged.map((name) => `export const ${name} = (value) => value;`),
  ].join("\n");
}

/**
 * Says the same in a way that lets a bundler drop what is not used; nothing, if the file is not written as it used to be. Keys that
 * are computed from a constant, and the registration of every known error, count as something that happens: they would keep all schemas.
 */
function prunable(schemas) {
  const constants = new Map(
    [...schemas.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]),
  );
  const named = schemas.replace(/\[(\w+)\]:/g, (key, name) =>
    constants.has(name) ? `${constants.get(name)}:` : key,
  );
  const quiet = named.replace(/^(?!_s_)\w+_registry\.registerError\(.*\);$/gm, "");
  return named === schemas || quiet === named ? undefined : quiet;
}

const changed = (path) =>
  `${path} is not written as it used to be: see what is new in it, and mend prunable in lean-sdk.mjs`;

const schemasOf = (client) => `${client}/dist-es/schemas/schemas_0.js`;

/** `.../node_modules/@scope/name/x.js` is of `@scope/name`. */
function packageOf(path) {
  const [first, second] = path.slice(path.lastIndexOf("/node_modules/") + "/node_modules/".length).split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** What a package that is used should have, and did not have. */
function unmet(met, packages) {
  const clients = [...packages].filter((name) => name.startsWith("@aws-sdk/client-"));
  return [...LEFT_OUT.map(({ file }) => file), ...clients.map(schemasOf)]
    .filter((file) => packages.has(packageOf(`/node_modules/${file}`)) && !met.has(file))
    .map((file) => ({
      text: `${file} is not met in this bundle: if the SDK has it under another name, say so in left-out.mjs, else take it out there`,
    }));
}
