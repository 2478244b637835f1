import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { Construct } from "constructs";

/** The handler library reads it by this name. Constructs may not import that library: a spec of the stack compares the two. */
const CONFIGURATION_FILE = "configuration.json";

/** Lambda runs a function as a user of its own, who has to read the files whatever the umask was at synthesis. */
const READABLE_BY_ALL = 0o644;

/**
 * The code of a function as an asset: what is in a folder, without source maps, and the function's configuration beside it. The
 * same configuration gives the same bytes, and so the same asset.
 */
export function configuredAsset(
  scope: Construct,
  id: string,
  { codePath, configuration }: { readonly codePath: string; readonly configuration?: object },
): Asset {
  const staged = mkdtempSync(join(tmpdir(), "asset-"));
  try {
    for (const file of filesIn(codePath))
      put(staged, file, (to) => {
        copyFileSync(join(codePath, file), to);
      });
    // What the build put there is for running the function outside a stack.
    rmSync(join(staged, CONFIGURATION_FILE), { force: true });
    if (configuration !== undefined) {
      put(staged, CONFIGURATION_FILE, (to) => {
        writeFileSync(to, `${JSON.stringify(configuration)}\n`);
      });
    }
    // CDK copies what it finds here into the assembly at once.
    return new Asset(scope, id, { path: staged });
  } finally {
    rmSync(staged, { recursive: true });
  }
}

/** Paths of the files below a folder that the function runs with. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length));
}

function put(folder: string, file: string, write: (to: string) => void): void {
  const to = join(folder, file);
  mkdirSync(dirname(to), { recursive: true });
  write(to);
  chmodSync(to, READABLE_BY_ALL);
}
