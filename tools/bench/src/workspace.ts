import { spawnSync } from "node:child_process";

/** The workspace's own commands; each is measured cold (Nx with its cache off) and once more with nothing changed. */
const COMMANDS = {
  test: ["npm", "test"],
  start: ["npm", "start"],
  synth: ["npx", "nx", "synth", "infra"],
} as const;

export interface WorkspaceFigures {
  readonly coldSeconds: number;
  readonly cachedSeconds: number;
}

/** @throws Error with what a command wrote when it fails */
export function measureWorkspace(): Readonly<Record<keyof typeof COMMANDS, WorkspaceFigures>> {
  const of = (command: readonly string[]): WorkspaceFigures => {
    const coldSeconds = secondsOf(command, { NX_SKIP_NX_CACHE: "true" });
    // Fills the cache.
    secondsOf(command, {});
    return { coldSeconds, cachedSeconds: secondsOf(command, {}) };
  };
  return { test: of(COMMANDS.test), start: of(COMMANDS.start), synth: of(COMMANDS.synth) };
}

function secondsOf([program = "", ...args]: readonly string[], more: Record<string, string>): number {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, NX_DAEMON: "false", NX_TUI: "false", ...more },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return (performance.now() - begun) / 1000;
}
