import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { type JudgeConfigurationFile, parseJudgeConfiguration } from "@security-auto/s3-exposure";

/** The configurations of the functions of a copied assembly. */
export function configurationFiles(assembly: string): readonly string[] {
  return readdirSync(assembly)
    .map((asset) => join(assembly, asset, CONFIGURATION_FILE))
    .filter((file) => existsSync(file));
}

/** Changes what the function of a copied assembly judges by. */
export function configureJudge(assembly: string, changes: Partial<JudgeConfigurationFile>): void {
  for (const file of configurationFiles(assembly)) {
    const configuration: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!parseJudgeConfiguration(configuration).success) continue;
    writeFileSync(file, JSON.stringify({ ...Object(configuration), ...changes }));
  }
}
