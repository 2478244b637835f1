import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import type { Command } from "./arguments";

/** The CLI speaks to AWS and to nobody else: no notices, no telemetry, no look for a newer version. */
const QUIET = { CDK_DISABLE_CLI_TELEMETRY: "true", CDK_DISABLE_VERSION_CHECK: "true" };

/** The executable of the installed CDK CLI, whatever is on the PATH. */
function cdkExecutable(launcher: string): string {
  return createRequire(launcher).resolve("aws-cdk/bin/cdk");
}

/**
 * Runs a command of the CDK CLI on an assembly that is there already, so that what is deployed is
 * what was checked.
 *
 * @param launcher path of the script that runs; the CLI is the one installed for it
 * @returns the CLI's exit code
 */
export function runCdk(
  launcher: string,
  {
    command,
    assembly,
    options,
  }: { command: Exclude<Command, "synth">; assembly: string; options: readonly string[] },
): number {
  const { status, error } = spawnSync(
    process.execPath,
    [cdkExecutable(launcher), command, "--app", assembly, "--no-notices", ...options],
    { stdio: "inherit", env: { ...process.env, ...QUIET } },
  );
  if (error !== undefined) throw error;
  return status ?? 1;
}
