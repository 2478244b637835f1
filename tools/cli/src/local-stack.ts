import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { type LocalCloud, startLocalCloud } from "@security-auto/local-cloud";

/**
 * Runs the synthesized stack for as long as `use` takes, and ends all of its processes, whatever happens; also on Ctrl-C.
 *
 * @param root - the workspace's folder, with the stack synthesized in `dist/apps/infra/cdk.out`
 */
export async function withLocalStack<T>(
  root: string,
  keepHistory: boolean,
  use: (cloud: LocalCloud) => Promise<T>,
): Promise<T> {
  const cloud = await startLocalCloud({
    assembly: `${root}/dist/apps/infra/cdk.out`,
    nodeBinary: nodeFor(root),
    keepHistory,
  });
  const stop = (signal: NodeJS.Signals) => {
    void cloud.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await use(cloud);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await cloud.close();
  }
}

/** Lambda's Node version for a runtime where its npm package is installed for this platform, else the Node that runs this. */
function nodeFor(root: string) {
  const require = createRequire(`${root}/package.json`);
  const known = new Map<string, { readonly path: string; readonly version: string }>();
  return (runtime: string) => {
    const found = known.get(runtime) ?? locate(require, runtime);
    known.set(runtime, found);
    return found;
  };
}

function locate(require: NodeJS.Require, runtime: string) {
  const here = { path: process.execPath, version: process.versions.node };
  const wanted = /^nodejs(\d+)\./.exec(runtime)?.[1];
  if (wanted === process.versions.node.split(".")[0]) return here;
  try {
    const path = require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
    const version = execFileSync(path, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
    return version.split(".")[0] === wanted ? { path, version } : here;
  } catch {
    return here;
  }
}
