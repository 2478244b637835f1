import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../failure";
import { findPython, lastLine } from "./find-python";
import { runPython } from "./run-python";

/** Where virtual environments are kept, from the workspace's root; Git ignores it. */
const CACHE = join("node_modules", ".cache", "security-auto", "python");

/** Only what the requirements name, each file by its hash, nothing built here: no code of a package runs while it is installed. */
const INSTALL = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
const PINNED = ["--no-compile", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement"];

/** Written last: a virtual environment without it was not finished. */
const FINISHED = "finished";

/**
 * The Python of a virtual environment that holds exactly what a requirements file names. It is made at first use, and
 * made anew when the file or the Python changes.
 *
 * @param root - the workspace's folder
 * @param requirements - path from the root of a file with exact versions and hashes
 * @throws Failure where Python or the package index is missing
 */
export function virtualEnvironment(root: string, requirements: string): string {
  const { program, identity } = findPython();
  const file = join(root, requirements);
  const name = basename(requirements, ".txt");
  const hash = createHash("sha256")
    .update([identity, ...PINNED, readFileSync(file, "utf8")].join("\n"))
    .digest("hex");
  const cache = join(root, CACHE);
  const folder = join(cache, `${name}-${hash.slice(0, 16)}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (existsSync(join(folder, FINISHED))) return python;

  mkdirSync(cache, { recursive: true });
  for (const former of readdirSync(cache)) {
    if (former.startsWith(`${name}-`)) rmSync(join(cache, former), { recursive: true, force: true });
  }
  const made = runPython(program, ["-m", "venv", folder]);
  if (made.status !== 0) {
    throw new Failure(
      `${program} made no virtual environment (${lastLine(made.stdout + made.stderr)}); on Debian: apt-get install python3-venv`,
      2,
    );
  }
  const installed = runPython(python, [...INSTALL, ...PINNED, file]);
  if (installed.status !== 0) {
    throw new Failure(
      `pip could not install ${requirements}: ${lastLine(installed.stderr)}; the Python package index has to be reachable`,
      2,
    );
  }
  writeFileSync(join(folder, FINISHED), "");
  return python;
}
