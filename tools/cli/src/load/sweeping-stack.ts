import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";
import { isObject } from "../core/is-object";
import { assemblyIn, type Synthesized } from "../stack/local-stack";

/** A copy of the synthesized stack whose sweeps are of these accounts, for as long as `use` takes. */
export async function withSweepingStack<T>(
  root: string,
  accounts: readonly string[],
  use: (synthesized: Synthesized) => Promise<T>,
): Promise<T> {
  const folder = makeTemporaryFolder("load");
  try {
    const assembly = join(folder.path, "cdk.out");
    cpSync(assemblyIn(root), assembly, { recursive: true });
    for (const asset of readdirSync(assembly)) sweepIn(join(assembly, asset, CONFIGURATION_FILE), accounts);
    return await use({ assembly, memberTemplate: join(root, "dist/apps/infra/member.template.json") });
  } finally {
    folder.remove();
  }
}

/** Only the function that sweeps is configured with accounts. */
function sweepIn(file: string, accounts: readonly string[]): void {
  if (!existsSync(file)) return;
  const configuration: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (isObject(configuration) && Array.isArray(configuration["accounts"]))
    writeFileSync(file, JSON.stringify({ ...configuration, accounts }));
}
