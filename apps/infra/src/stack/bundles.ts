import { join } from "node:path";
import { type FunctionKey, FUNCTIONS } from "../environment/functions";
import { each } from "../environment/name-kinds";

/** The folder of each function's bundle. */
export type Bundles = Readonly<Record<FunctionKey, string>>;

/** Where the builds of the functions leave their bundles, from the workspace's root. */
export function builtBundles(): Bundles {
  return each(FUNCTIONS, ({ app }) => join("dist", "apps", app));
}
