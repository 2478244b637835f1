import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LEFT_OUT } from "./left-out.mjs";

/** What a stand-in is made with, in the bundle. */
const STAND_IN = fileURLToPath(new URL("stand-in.mjs", import.meta.url));

/**
 * The SDK checks whether these globals exist, and a look at them loads what is behind them (WebCrypto: ten modules). It then uses
 * Node's own modules instead. Our own code keeps these globals.
 */
const NOT_THERE = { crypto: "undefined", ReadableStream: "undefined", Blob: "undefined" };

/** Files that this plugin replaces, or asks to be replaced. */
export const SDK_FILE = /\/node_modules\/(?:@aws-sdk|@smithy|bowser)\//;

/**
 * Reduces the AWS SDK to what a function uses of it:
 * - parts that no function uses are left out ({@link LEFT_OUT}),
 * - only the schemas of the operations that are used stay,
 * - errors are recognized by their code, so the classes of the SDK's known errors are left out,
 * - of its package descriptions only the version is bundled,
 * - the globals that it only checks for do not exist for it ({@link NOT_THERE}).
 *
 * Each error of this plugin names a file of the SDK that is not as expected.
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
      build.onLoad({ filter: SDK_FILE }, ({ path }) => {
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
          return contents === undefined ? { errors: [{ text: changed(inPackages(path)) }] } : { contents };
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

/** A file that stands in for one that was left out. */
function standIn({ file, exports, unchanged = [], because }) {
  const message = JSON.stringify(
    `${exports.join(" and ")} of ${packageOf(`/node_modules/${file}`)}: ${because}`,
  );
  return [
    `import { leftOut } from ${JSON.stringify(STAND_IN)};`,
    `const standIn = /* @__PURE__ */ leftOut(${message});`,
    ...exports.map((name) => `export { standIn as ${name} };`),
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

const changed = (file) =>
  `${file} is not written as expected: compare it with prunable in tools/function-bundle/src/lean-sdk.mjs, and adapt that`;

const schemasOf = (client) => `${client}/dist-es/schemas/schemas_0.js`;

/** `/folder/node_modules/@scope/name/x.js` is `@scope/name/x.js`. */
const inPackages = (path) => path.slice(path.lastIndexOf("/node_modules/") + "/node_modules/".length);

/** `.../node_modules/@scope/name/x.js` belongs to `@scope/name`. */
function packageOf(path) {
  const [first, second] = inPackages(path).split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** Errors for the files that the packages in this bundle should have, and that are not in it. */
function unmet(met, packages) {
  const clients = [...packages].filter((name) => name.startsWith("@aws-sdk/client-"));
  return [...LEFT_OUT.map(({ file }) => file), ...clients.map(schemasOf)]
    .filter((file) => packages.has(packageOf(`/node_modules/${file}`)) && !met.has(file))
    .map((file) => ({
      text: `${file} is not in this bundle: enter its new name in tools/function-bundle/src/left-out.mjs, or remove it there`,
    }));
}
