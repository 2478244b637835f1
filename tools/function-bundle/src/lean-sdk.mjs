import { readFileSync } from "node:fs";
import { LEFT_OUT } from "./left-out.mjs";

/**
 * Makes the AWS SDK as small as what is used of it:
 * - what no function can reach is left out ({@link LEFT_OUT}),
 * - of the schemas of all operations only those of the used ones stay,
 * - errors are told by their code, so the classes of the SDK's known errors go,
 * - of its package descriptions only the version is bundled.
 *
 * @returns {import("esbuild").Plugin}
 */
export function leanSdk() {
  return {
    name: "lean-sdk",
    setup(build) {
      const met = new Set();
      build.onLoad({ filter: /\/node_modules\/(?:@aws-sdk|@smithy|bowser)\// }, ({ path }) => {
        const part = LEFT_OUT.find(({ file }) => path.endsWith(`/node_modules/${file}`));
        if (part === undefined) return undefined;
        met.add(part.file);
        return { contents: standIn(part) };
      });
      build.onLoad(
        { filter: /\/@aws-sdk\/client-[a-z0-9-]+\/dist-es\/schemas\/schemas_0\.js$/ },
        ({ path }) => {
          met.add("schemas");
          return { contents: prunable(readFileSync(path, "utf8"), path) };
        },
      );
      build.onLoad({ filter: /\/@aws-sdk\/[a-z0-9-]+\/package\.json$/ }, ({ path }) => {
        const { version } = JSON.parse(readFileSync(path, "utf8"));
        return { contents: JSON.stringify({ version }), loader: "json" };
      });
      // A bundle without the SDK has nothing to meet.
      build.onEnd(() => ({ errors: met.size === 0 ? [] : unmet(met) }));
    },
  };
}

/** A file that stands in for one that was left out. */
export function standIn({ file, exports, unchanged = [], because }) {
  const message = JSON.stringify(`${file} is not part of this bundle: ${because}`);
  return [
    `function leftOut() { throw new Error(${message}); }`,
    ...exports.map((name) => `export { leftOut as ${name} };`),
    ...unchanged.map((name) => `export const ${name} = (value) => value;`),
  ].join("\n");
}

/**
 * Says the same in a way that lets a bundler drop what is not used. Keys that are computed from a constant, and the
 * registration of every known error, count as something that happens: they would keep all schemas.
 */
export function prunable(schemas, path) {
  const constants = new Map(
    [...schemas.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]),
  );
  const named = schemas.replace(/\[(\w+)\]:/g, (key, name) =>
    constants.has(name) ? `${constants.get(name)}:` : key,
  );
  const quiet = named.replace(/^(?!_s_)\w+_registry\.registerError\(.*\);$/gm, "");
  if (named === schemas || quiet === named) throw new Error(`${path} is not written as it used to be`);
  return quiet;
}

function unmet(met) {
  return [...LEFT_OUT.map(({ file }) => file), "schemas"]
    .filter((file) => !met.has(file))
    .map((file) => ({
      text: `${file} is not met in this bundle: if the SDK has it under another name, say so in left-out.mjs, else take it out there`,
    }));
}
