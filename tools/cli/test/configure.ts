import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { type JudgeConfigurationFile, parseJudgeConfiguration } from "@security-auto/s3-exposure";

/** Changes by what the function of a copied assembly judges. */
export function configureJudge(assembly: string, changes: Partial<JudgeConfigurationFile>): void {
  const files = readdirSync(assembly)
    .map((asset) => join(assembly, asset, CONFIGURATION_FILE))
    .filter((file) => existsSync(file));
  for (const file of files) {
    const configuration: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!parseJudgeConfiguration(configuration).success) continue;
    writeFileSync(file, JSON.stringify({ ...Object(configuration), ...changes }));
  }
}
