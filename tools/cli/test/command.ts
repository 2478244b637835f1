import { type ChildProcess, spawn, spawnSync } from "node:child_process";
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

type Variables = Readonly<Record<string, string>>;

/** Runs the built command line while this process goes on serving it; `root` is the folder of the synthesized stack. */
export function commandServed(args: readonly string[], variables: Variables, root = ROOT): Promise<Ended> {
  return startServed(process.execPath, argumentsOf(args, root), variables).ended;
}

/** The same, into a pipe whose reader leaves after so many lines; the exit code is the command's. */
export function commandIntoHead(
  args: readonly string[],
  { variables = {}, root = ROOT, lines = 1 }: { variables?: Variables; root?: string; lines?: number } = {},
): Promise<Ended> {
  const script = `"$0" "$@" | head -n ${lines}; exit "\${PIPESTATUS[0]}"`;
  return startServed("bash", ["-c", script, process.execPath, ...argumentsOf(args, root)], variables).ended;
}

/** Starts a program in an environment of its own. */
export function startServed(program: string, args: readonly string[], variables: Variables) {
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...variables,
  };
  const started = spawn(program, [...args], { cwd: ROOT, env });
  const said = { stdout: "", stderr: "" };
  started.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  started.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) =>
    started.once("close", (status: number | null, signal: NodeJS.Signals | null) => {
      resolve({ status, signal, ...said, lines: said.stdout.split("\n").filter(Boolean) });
    }),
  );
  return { started, ended };
}

/** Signals twice, as npm does. On a machine so busy that the second would come late, and so be meant, it is left out. */
export function killTwice(started: ChildProcess, signal: NodeJS.Signals): void {
  const first = performance.now();
  started.kill(signal);
  setTimeout(() => {
    if (performance.now() - first < 500) started.kill(signal);
  }, 20);
}

export interface Ended {
  readonly status: number | null;
  /** What ended it, where it did not end by itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
}
