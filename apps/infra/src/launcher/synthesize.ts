import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the app writes what it makes; what was there is removed. */
export interface Output {
  /** Folder of the assembly. */
  readonly assembly: string;
  /** File of the member stack's template. Default: it is not written. */
  readonly memberTemplate?: string;
}

/**
 * Runs the CDK app beside the launcher.
 *
 * @returns the app's exit code
 */
export function synthesize(
  launcher: string,
  environment: string,
  { assembly, memberTemplate }: Output,
): number {
  rmSync(assembly, { recursive: true, force: true });
  if (memberTemplate !== undefined) rmSync(memberTemplate, { force: true });
  const { status, error } = spawnSync(
    process.execPath,
    [join(dirname(launcher), "main.cjs"), `--environment=${environment}`],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        CDK_OUTDIR: assembly,
        ...(memberTemplate !== undefined && { MEMBER_TEMPLATE: memberTemplate }),
      },
    },
  );
  if (error !== undefined) throw error;
  return status ?? 1;
}
