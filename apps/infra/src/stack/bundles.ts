import { join } from "node:path";

/** The apps that are functions of the stack, by their folder in `apps`. */
export const FUNCTION_APPS = ["security-auto-s3"] as const;

export type FunctionApp = (typeof FUNCTION_APPS)[number];

/** The folder of each function's bundle. */
export type Bundles = Readonly<Record<FunctionApp, string>>;

/** Where the builds of the functions leave their bundles, from the workspace's root. */
export function builtBundles(): Bundles {
  return Object.fromEntries(FUNCTION_APPS.map((app) => [app, join("dist", "apps", app)])) as Record<
    FunctionApp,
    string
  >;
}
