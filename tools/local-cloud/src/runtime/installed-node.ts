import { lambdaNode } from "@security-auto/testing";
import type { NodeBinary } from "./function-spec";

/**
 * Lambda's Node version for a runtime where its npm package is installed for this platform, else the Node that runs
 * this.
 *
 * @param root - folder of a `package.json` that has `node-PLATFORM-ARCHITECTURE` among its dependencies
 */
export function installedNode(root: string): (runtime: string) => NodeBinary {
  const known = new Map<string, NodeBinary>();
  return (runtime) => {
    const found = known.get(runtime) ?? locate(root, runtime);
    known.set(runtime, found);
    return found;
  };
}

function locate(root: string, runtime: string): NodeBinary {
  const here = { path: process.execPath, version: process.version };
  const wanted = /^nodejs\d+/.exec(runtime)?.[0].replace("nodejs", "v");
  const isWanted = (version: string) => version.split(".")[0] === wanted;
  if (isWanted(here.version)) return here;
  const found = lambdaNode(root);
  return found !== undefined && isWanted(found.version) ? found : here;
}
