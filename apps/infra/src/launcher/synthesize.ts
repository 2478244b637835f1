import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

/** Where the app writes what it makes; it removes what was there. */
export interface Output {
  /** Folder of the assembly. */
  readonly assembly: string;
  /** File of the member stack's template. */
  readonly memberTemplate: string;
}

/**
 * Runs the CDK app beside the launcher. The app checks the environment before it removes or writes anything.
 *
 * @returns the app's exit code
 */
export function synthesize(
  launcher: string,
  environment: string,
  { assembly, memberTemplate }: Output,
): number {
  const { status, error } = spawnSync(
    process.execPath,
    [join(dirname(launcher), "main.cjs"), `--environment=${environment}`],
    {
      stdio: "inherit",
      env: { ...process.env, CDK_OUTDIR: assembly, MEMBER_TEMPLATE: memberTemplate },
    },
  );
  if (error !== undefined) throw error;
  return status ?? 1;
}
