import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { execPath, versions } from "node:process";
import { lambdaNode as installedForLambda } from "@security-auto/testing";

export interface NodeBinary {
  readonly name: string;
  readonly path: string;
}

/** The Node that runs this. */
export const installedNode: NodeBinary = { name: `Node ${versions.node}, installed`, path: execPath };

/** The Node of Lambda, where npm has a package with the binary for this machine; else the installed one. */
export function lambdaNode(): NodeBinary {
  const found = installedForLambda(resolve("."));
  return found === undefined
    ? installedNode
    : { name: `Node ${found.version.slice(1)}, as in Lambda`, path: found.path };
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
