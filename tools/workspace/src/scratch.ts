import { spawnSync } from "node:child_process";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

interface ScratchOptions {
  /** Programs that do nothing in the copy (`jest`, `tsc`): for asking Nx what it would run, without the wait. */
  readonly idle?: readonly string[];
  /** The user's home folder. Default: the one of who runs this. */
  readonly home?: string;
  /** In octal. Default: the one of who runs this. */
  readonly umask?: string;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the workspace in a folder of its own, with its own Nx cache and git history. */
export class Scratch {
  readonly root: string;
  readonly #options: ScratchOptions;

  constructor(name: string, options: ScratchOptions = {}) {
    this.#options = options;
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
    this.#linkModules(options.idle ?? []);
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

  /** Files that differ from the last commit. */
  changes(): readonly string[] {
    const status = run(this.root, "git", ["status", "--porcelain", "--untracked-files=all"]);
    return status.split("\n").filter((line) => line !== "");
  }

  /** Says where the copy was cloned from. */
  remote(url: string): void {
    run(this.root, "git", ["remote", "add", "origin", url]);
  }

  /** Runs Nx and gives the tasks that ran: `ran` did their work, `cached` were answered from the cache. */
  nx(...args: readonly string[]): { readonly ran: readonly string[]; readonly cached: readonly string[] } {
    const command = ["node_modules/.bin/nx", ...args, "--output-style=static", "--parallel=2"];
    const { status, stdout: output, stderr } = this.node(...command);
    if (status !== 0) throw new Error(`${command.join(" ")} exited ${status}:\n${output}${stderr}`);
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

  /** Runs a script of the copy in Node. */
  node(...args: readonly string[]): Ended {
    const { home, umask } = this.#options;
    const shell = umask === undefined ? 'exec "$0" "$@"' : `umask ${umask} && exec "$0" "$@"`;
    return spawn(this.root, "sh", ["-c", shell, process.execPath, ...args], home);
  }

  /** Changes a file of an installed package, or of a scope of packages, in this copy alone. */
  tamper(name: string, file: string, change: (text: string) => string): void {
    const at = this.#linked(name);
    const original = realpathSync(at);
    rmSync(at);
    cpSync(original, at, { recursive: true });
    const text = readFileSync(join(at, file), "utf8");
    const changed = change(text);
    if (changed === text) throw new Error(`${name}/${file} was not changed`);
    writeFileSync(join(at, file), changed);
  }

  /** Where the link to an installed package is. Packages of a scope have one link together. */
  #linked(name: string): string {
    const at = join(this.root, "node_modules", name);
    if (!lstatSync(at).isSymbolicLink()) throw new Error(`${name} is no link to an installed package`);
    return at;
  }

  remove(): void {
    rmSync(dirname(this.root), { recursive: true, force: true });
  }

  /** Puts back a package that was tampered with. */
  restore(name: string): void {
    const at = join(this.root, "node_modules", name);
    rmSync(at, { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), at);
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
  const { status, stdout, stderr } = spawn(cwd, program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} exited ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function spawn(cwd: string, program: string, args: readonly string[], home = process.env["HOME"]): Ended {
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|JEST_|NODE_OPTIONS$)/.test(name),
  );
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...Object.fromEntries(environment),
      ...(home !== undefined && { HOME: home }),
      NX_DAEMON: "false",
      NX_TUI: "false",
      FORCE_COLOR: "0",
      // CloudFormation's rules take as long as the rest of a synthesis, and pass or not in every copy alike.
      CDK_VALIDATION: "false",
    },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}
