import { spawn, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const ROOT = resolve(__dirname, "../../..");

const MAIN = `
  const [module, root, command, ...args] = process.argv.slice(1);
  const { main } = await import(module);
  process.exitCode = await main(command, args, root);
`;

/** What Node is called with, to run the built command line. */
export const argumentsOf = (args: readonly string[], root = ROOT) => [
  "--input-type=module",
  "--eval",
  MAIN,
  "--",
  pathToFileURL(join(ROOT, "dist/tools/cli/main.mjs")).href,
  root,
  ...args,
];

/** Runs the built command line to its end, as the launcher does once everything is built. */
export function command(args: readonly string[], input: string | Buffer = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, argumentsOf(args), {
    cwd: ROOT,
    encoding: "utf8",
    input,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  return { status, stdout, stderr, lines: stdout.split("\n").filter(Boolean) };
}

/** Starts the built command line without waiting for it. */
export function startedCommand(args: readonly string[]) {
  return spawn(process.execPath, argumentsOf(args), {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
}

/** Runs the built command line while this process goes on serving it; `root` is the folder of the synthesized stack. */
export async function commandServed(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  root = ROOT,
): Promise<Ended> {
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...variables,
  };
  const started = spawn(process.execPath, argumentsOf(args, root), { cwd: ROOT, env });
  const said = { stdout: "", stderr: "" };
  started.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  started.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => started.once("close", resolve));
  return { status, ...said, lines: said.stdout.split("\n").filter(Boolean) };
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
}
