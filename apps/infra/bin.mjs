#!/usr/bin/env node
// Builds what a command of the launcher needs, silent unless that fails, then runs it: what CDK prints comes last.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quietNx } from "../../tools/quiet-nx.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [command = "", ...args] = process.argv.slice(2);

// What is deployed to an account, or compared with it, comes from the sources here and never out of a cache.
const built = quietNx(["run", "infra:prepare", ...(command === "synth" ? [] : ["--skip-nx-cache"])]);
if (built.status === 0) {
  const { status, error } = spawnSync(process.execPath, ["dist/apps/infra/cdk.cjs", command, ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(built.output);
  process.exitCode = 1;
}
