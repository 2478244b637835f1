import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Runs the CDK app beside the launcher.
 *
 * @param assembly folder the assembly is written to; what was in it is removed
 * @returns the app's exit code
 */
export function synthesize(launcher: string, environment: string, assembly: string): number {
  rmSync(assembly, { recursive: true, force: true });
  const { status, error } = spawnSync(
    process.execPath,
    [join(dirname(launcher), "main.cjs"), `--environment=${environment}`],
    { stdio: "inherit", env: { ...process.env, CDK_OUTDIR: assembly } },
  );
  if (error !== undefined) throw error;
  return status ?? 1;
}
