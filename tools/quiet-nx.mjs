import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * For the launchers of several projects; it belongs to none of them, so that none depends on another for it.
 *
 * Runs Nx and keeps what it prints: it ends each run with a report on itself, recommendations, tasks that it takes for flaky and
 * Nx Cloud, and has no switch for them. What a command prints after it stays last.
 *
 * @param {readonly string[]} args
 * @returns {{ status: number | null, output: string }}
 */
export function quietNx(args) {
  const nx = createRequire(import.meta.url).resolve("nx/bin/nx.js");
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [nx, ...args, "--output-style=static"],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, NX_DAEMON: "false", NX_TUI: "false", FORCE_COLOR: "0" },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}
