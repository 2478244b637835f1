import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

/** A Node.js that can be run. */
export interface NodeProgram {
  readonly path: string;
  /** E.g. `v24.21.0`. */
  readonly version: string;
}

/**
 * The Node of Lambda, where npm has a package with the binary for this machine, and it runs here.
 *
 * @param root - folder of a `package.json` that has `node-PLATFORM-ARCHITECTURE` among its dependencies
 */
export function lambdaNode(root: string): NodeProgram | undefined {
  try {
    const path = createRequire(`${root}/package.json`).resolve(
      `node-${process.platform}-${process.arch}/bin/node`,
    );
    return { path, version: execFileSync(path, ["--version"], { encoding: "utf8" }).trim() };
  } catch {
    return undefined;
  }
}

/** The Nodes that a test of what Lambda runs is made with: the one that runs the test, and Lambda's own where it is installed. */
export function nodesToTest(root: string): readonly (readonly [name: string, path: string])[] {
  const found = lambdaNode(root);
  return [
    ["the installed Node", process.execPath],
    ...(found === undefined ? [] : [["Lambda's Node", found.path] as const]),
  ];
}
