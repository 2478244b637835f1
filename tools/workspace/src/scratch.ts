import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const GIT_IDENTITY = [
  "-c",
  "user.name=scratch",
  "-c",
  "user.email=scratch@example.com",
  "-c",
  "commit.gpgsign=false",
];

/** A copy of the workspace in a folder of its own, with its own Nx cache and git history. */
export class Scratch {
  readonly root: string;

  /**
   * @param idle - programs that do nothing in the copy (`jest`, `tsc`): for asking Nx what it would run, without the wait
   */
  constructor(name: string, idle: readonly string[] = []) {
    this.root = join(mkdtempSync(join(tmpdir(), "security-auto-")), name);
    for (const file of run(ROOT, "git", [
      "ls-files",
      "-z",
      "--cached",
      "--others",
      "--exclude-standard",
    ]).split("\0")) {
      if (file === "") continue;
      mkdirSync(dirname(join(this.root, file)), { recursive: true });
      cpSync(join(ROOT, file), join(this.root, file), { errorOnExist: false, force: true });
    }
    this.#linkModules(idle);
    run(this.root, "git", ["init", "--quiet", "--initial-branch=main"]);
    this.commit("as it is");
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.root, file), content);
  }

  commit(message: string): void {
    run(this.root, "git", ["add", "--all"]);
    run(this.root, "git", [...GIT_IDENTITY, "commit", "--quiet", "--no-verify", "--message", message]);
  }

  /** Runs Nx and gives the tasks that ran: `ran` did their work, `cached` were answered from the cache. */
  nx(...args: readonly string[]): { readonly ran: readonly string[]; readonly cached: readonly string[] } {
    const output = run(this.root, process.execPath, [
      join(this.root, "node_modules/.bin/nx"),
      ...args,
      "--output-style=static",
      "--parallel=2",
    ]);
    const ran: string[] = [];
    const cached: string[] = [];
    for (const line of output.split("\n")) {
      const task = /^[✔>] +nx run ([\w-]+:[\w-]+)(.*)$/u.exec(line.trim());
      const name = task?.[1];
      if (name === undefined) continue;
      if (/\[(local cache|existing outputs match the cache)/.test(task?.[2] ?? "")) cached.push(name);
      else ran.push(name);
    }
    return { ran: [...new Set(ran)].sort(), cached: [...new Set(cached)].sort() };
  }

  remove(): void {
    rmSync(dirname(this.root), { recursive: true, force: true });
  }

  #linkModules(idle: readonly string[]): void {
    const modules = join(this.root, "node_modules");
    mkdirSync(join(modules, ".bin"), { recursive: true });
    for (const entry of readdirSync(join(ROOT, "node_modules"))) {
      if (entry === ".bin" || entry === ".cache") continue;
      symlinkSync(join(ROOT, "node_modules", entry), join(modules, entry));
    }
    for (const program of readdirSync(join(ROOT, "node_modules/.bin"))) {
      const at = join(modules, ".bin", program);
      if (idle.includes(program)) writeFileSync(at, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
      else symlinkSync(join(ROOT, "node_modules/.bin", program), at);
    }
  }
}

function run(cwd: string, program: string, args: readonly string[]): string {
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|JEST_|NODE_OPTIONS$)/.test(name),
  );
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...Object.fromEntries(environment),
      NX_DAEMON: "false",
      NX_TUI: "false",
      FORCE_COLOR: "0",
    },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} exited ${status}:\n${stdout}${stderr}`);
  return stdout;
}
