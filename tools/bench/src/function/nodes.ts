import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { execPath, versions } from "node:process";

export interface NodeBinary {
  readonly name: string;
  readonly path: string;
}

/** The Node that runs this. */
export const installedNode: NodeBinary = { name: `Node ${versions.node}, installed`, path: execPath };

/** The Node of Lambda, where npm has a package with the binary for this machine; else the installed one. */
export function lambdaNode(): NodeBinary {
  const require = createRequire(resolve("package.json"));
  try {
    const path = require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
    const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim().slice(1);
    return { name: `Node ${version}, as in Lambda`, path };
  } catch {
    return installedNode;
  }
}

/** Python itself, not a script that looks for it; none where there is none. */
export function python(): string | undefined {
  try {
    return execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}
