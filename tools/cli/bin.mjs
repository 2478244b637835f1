#!/usr/bin/env node
// Brings what a command needs up to date (Nx does only what changed), then runs it. Silent unless a build fails.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [command, ...args] = process.argv.slice(2);

/** What each command stands on, as Nx targets. */
const needs = {
  match: [["build", "cli"]],
  replay: [
    ["build", "cli"],
    ["synth", "infra"],
  ],
  start: [
    ["build", "cli"],
    ["synth", "infra"],
  ],
};

function environmentArgument() {
  const at = args.findIndex((arg) => arg === "--environment" || arg.startsWith("--environment="));
  if (at === -1) return [];
  const value = args[at].startsWith("--environment=")
    ? args[at].slice("--environment=".length)
    : args[at + 1];
  return value === undefined ? [] : [`--environment=${value}`];
}

function bringUpToDate([target, project]) {
  const nx = createRequire(`${root}/package.json`).resolve("nx/bin/nx.js");
  const extra = target === "synth" ? environmentArgument() : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nx, "run", `${project}:${target}`, ...extra, "--output-style=static"],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NX_DAEMON: "false", NX_TUI: "false", FORCE_COLOR: "0" },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}

for (const target of needs[command] ?? needs.match) bringUpToDate(target);
process.argv.splice(1, 1, `${root}/dist/tools/cli/main.mjs`);
const { main } = await import(pathToFileURL(`${root}/dist/tools/cli/main.mjs`).href);
process.exitCode = await main(command, args, root);
