import { spawnSync } from "node:child_process";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";

export interface PythonRun {
  /** Undefined where there is no such program, or a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Python to its end and takes what it printed. Its temporary folder is its own and goes with it: some packages keep caches there for
 * good.
 */
export function runPython(
  python: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): PythonRun {
  const { path, remove } = makeTemporaryFolder("python");
  try {
    const { status, stdout, stderr, error } = spawnSync(python, args, {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: path, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) return { status: undefined, stdout: "", stderr: error.message };
    return { status: status ?? undefined, stdout, stderr };
  } finally {
    remove();
  }
}
