#!/usr/bin/env node
// Brings what a command needs up to date (Nx does only what changed), then runs it. Silent unless a build fails.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { quietNx } from "../quiet-nx.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [command, ...args] = process.argv.slice(2);

/** The commands that run or read the stack; the others need the command line alone. */
const ON_THE_STACK = new Set([
  ...["actions", "approve", "enforcement", "undo"],
  ...["canary", "doctor", "local", "policies", "redrive", "replay", "start", "sweep"],
]);

/** `assess`, `plan`, `findings --from` and `report --from` read the stack only of an environment that they are given. */
const needsStack = () =>
  ON_THE_STACK.has(command) ||
  (["assess", "findings", "plan", "report"].includes(command) && environmentArgument().length > 0) ||
  (["findings", "report"].includes(command) && !args.some((arg) => /^--from(=|$)/.test(arg)));

function environmentArgument() {
  const at = args.findIndex((arg) => arg === "--environment" || arg.startsWith("--environment="));
  if (at === -1) return [];
  const value = args[at] === "--environment" ? args[at + 1] : args[at].slice("--environment=".length);
  return [`--environment=${value ?? ""}`];
}

/** The Nx runs that bring everything up to date; each start of Nx takes a second, so as few as can be. */
function nxRuns() {
  // What `load` needs, its Nx target has built.
  if (command === "load") return [];
  const isHelp = args.includes("--help") || args.includes("-h");
  // A report is the page with data in it; what runs here is shown on it.
  const built = ["local", "report"].includes(command) ? "cli,console" : "cli";
  if (isHelp || !needsStack()) return [["run-many", "--targets=build", `--projects=${built}`]];
  const environment = environmentArgument();
  // `start` shows the environment that enforces too.
  const beside = command === "start" ? ["synth-enforce"] : [];
  if (environment.length === 0)
    return [["run-many", `--targets=${["build", "synth", ...beside].join()}`, `--projects=${built},infra`]];
  return [
    ["run-many", "--targets=build", `--projects=${built}`],
    ["run", "infra:synth", ...environment],
    ...beside.map((target) => ["run", `infra:${target}`]),
  ];
}

function bringUpToDate(nxArguments) {
  const { status, output } = quietNx(nxArguments);
  if (status === 0) return;
  // A wrong environment file is the user's own mistake: its problems alone, without what Nx says around them.
  const check = needsStack()
    ? spawnSync(process.execPath, ["dist/apps/infra/cdk.cjs", "check", ...environmentArgument()], {
        cwd: root,
        encoding: "utf8",
      })
    : undefined;
  const isMistake = check?.status === 2;
  process.stderr.write(isMistake ? check.stderr : output);
  process.exit(isMistake ? 2 : 1);
}

/** Nx writes to both; its errors name neither, nor what to do. */
function requireWritable(folder, name, advice) {
  try {
    accessSync(folder, constants.W_OK);
  } catch ({ code }) {
    const problem = code === "ENOENT" ? "does not exist" : "cannot be written to";
    process.stderr.write(`the ${name} ${folder} ${problem}: ${advice} (${code})\n`);
    process.exit(2);
  }
}

requireWritable(tmpdir(), "temporary folder", "make it usable, or set TMPDIR to another folder");
requireWritable(root, "workspace's folder", "builds are written to it; use a copy that can be written to");
for (const nxArguments of nxRuns()) bringUpToDate(nxArguments);
// The SDK warns of Node versions it will not support one day; the commands print their own lines only.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
const { main } = await import(pathToFileURL(`${root}/dist/tools/cli/main.mjs`).href);
process.exitCode = await main(command, args, root);
