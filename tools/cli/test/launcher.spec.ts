import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nodesToTest } from "@security-auto/testing";
import { ROOT } from "./command";

function launched(node: string, args: readonly string[], input = "") {
  return spawnSync(node, [join(ROOT, "tools/cli/bin.mjs"), ...args], { cwd: ROOT, encoding: "utf8", input });
}

describe.each(nodesToTest(ROOT))("the launcher under %s", (_name, node) => {
  test("prints what the command prints, and nothing else", () => {
    const { status, stdout, stderr } = launched(node, ["start"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^The synthesized stack, running on this machine/);
  }, 600_000);

  test("passes on standard input and the exit code", () => {
    expect(launched(node, ["match", "-"], '{"pattern":{"a":[1]},"event":{"a":1}}')).toMatchObject({
      status: 0,
      stdout: "match\n",
      stderr: "",
    });
    expect(launched(node, ["match", "-"], "oops").status).toBe(2);
  }, 600_000);
});

test("an environment there is not: the reason alone, exit 2", () => {
  const { status, stdout, stderr } = launched(process.execPath, ["start", "--environment=nowhere"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain("nowhere");
}, 600_000);

test("a temporary folder that does not exist: one line that names it and what to do, exit 2", () => {
  const TMPDIR = join(ROOT, "nowhere");
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "tools/cli/bin.mjs"), "local"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, TMPDIR },
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `the temporary folder ${TMPDIR} does not exist: make it usable, or set TMPDIR to another folder (ENOENT)\n`,
  });
});
