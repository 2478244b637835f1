import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { argumentsOf, command, ROOT, startServed } from "./command";

const folder = temporaryFolder();
const PAIR = '{"pattern":{"a":[1]},"event":{"a":1}}\n';

/** A temporary folder of its own for a command. */
const ownFolder = () => mkdtempSync(join(folder.path, "tmp-"));

/** A command that has begun to put standard input aside, which goes on. */
async function reading(TMPDIR: string) {
  const { started, ended } = startServed(process.execPath, argumentsOf(["match", "-"]), { TMPDIR });
  started.stdin.on("error", () => undefined);
  // More than a pipe holds: once it is taken, the command reads.
  if (!started.stdin.write(PAIR.repeat(20_000))) await once(started.stdin, "drain");
  return { started, ended };
}

describe("standard input is in no file that has a name", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)("%s leaves nothing", async (signal) => {
    const TMPDIR = ownFolder();
    const { started, ended } = await reading(TMPDIR);
    expect(readdirSync(TMPDIR)).toEqual([]);
    started.kill(signal);
    await ended;
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("a reader that leaves (| head) leaves nothing", async () => {
    const TMPDIR = ownFolder();
    const script = `"$0" "$@" | head -n 1`;
    const { started, ended } = startServed(
      "bash",
      ["-c", script, process.execPath, ...argumentsOf(["match", "-"])],
      { TMPDIR },
    );
    started.stdin.on("error", () => undefined);
    started.stdin.end(PAIR.repeat(100_000));
    expect(await ended).toMatchObject({ stdout: "match\n", stderr: "" });
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("what it says is read twice, in chunks", () => {
    const { status, lines } = command(["match", "-"], PAIR.repeat(20_000));
    expect({ status, count: lines.length }).toEqual({ status: 0, count: 20_000 });
  });
});

test("what a killed run left is removed at the next start", () => {
  const TMPDIR = ownFolder();
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const left = join(TMPDIR, `security-auto-profiles-${dead}-abcDEF`);
  mkdirSync(left);
  spawnSync(process.execPath, argumentsOf(["--help"]), { env: { ...process.env, TMPDIR } });
  expect(existsSync(left)).toBe(false);
});

/** Runs a command that may write no file larger than 8 KB, as there is no full device without mounting one. */
const LIMITED = ["-c", 'ulimit -f 8; trap "" XFSZ; exec "$0" "$@"'];

describe("a temporary folder that cannot be used: one line that names it and what to do, exit 2", () => {
  const printed = (TMPDIR: string, program = process.execPath, before: readonly string[] = []) => {
    const { status, stdout, stderr } = spawnSync(program, [...before, ...argumentsOf(["match", "-"])], {
      cwd: ROOT,
      encoding: "utf8",
      input: PAIR.repeat(2_000),
      env: { ...process.env, TMPDIR },
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.split("\n")).toHaveLength(2);
    return stderr;
  };

  test("one that does not exist", () => {
    const nowhere = join(folder.path, "nowhere");
    expect(printed(nowhere)).toBe(
      `the temporary folder ${nowhere} does not exist: make it, or set TMPDIR to another folder (ENOENT)\n`,
    );
  });

  test("a file", () => {
    expect(printed(join(ROOT, "package.json"))).toContain(
      "package.json is not a folder: remove the file, or set",
    );
  });

  test("one that cannot be written to", () => {
    const unwritable = ownFolder();
    chmodSync(unwritable, 0o500);
    // Whoever administers the machine may write everywhere, but not into the system's own tables.
    const isRoot = process.getuid?.() === 0;
    expect(printed(isRoot ? "/proc" : unwritable)).toMatch(
      / (cannot be written to: allow it|does not exist: make it), or set TMPDIR/,
    );
  });

  test("one that takes no more, while standard input is copied", () => {
    expect(printed(ownFolder(), "bash", [...LIMITED, process.execPath])).toMatch(
      / takes no file of this size: allow larger files \(ulimit -f\), or set TMPDIR/,
    );
  });
});

test("standard input named twice: one line, exit 2", () => {
  expect(command(["match", "-", "-"], PAIR)).toMatchObject({
    status: 2,
    stdout: "",
    stderr: '"-" is named twice: standard input can be read only once\n',
  });
});
