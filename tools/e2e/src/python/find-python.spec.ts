import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPython } from "./find-python";

const folder = mkdtempSync(join(tmpdir(), "find-python-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A program that answers as a Python would, whether or not there is one on this machine. */
function answering(name: string, script: string): string {
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

test("a Python with its modules", () => {
  const program = answering("good", "echo 3 11 7 linux");
  expect(findPython(program)).toEqual({ program, identity: "3 11 7 linux" });
});

test.each([
  [
    "none",
    () => join(folder, "nowhere"),
    /nowhere does not run .*Python 3\.10 or newer; PYTHON may name it$/,
  ],
  ["an old one", () => answering("old", "echo 3 9 2 linux"), /is Python 3\.9: this needs 3\.10 or newer/],
  ["Python 2", () => answering("two", "echo 2 17 18 linux"), /is Python 2\.17: this needs 3\.10/],
  [
    "one without venv",
    () => answering("bare", "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1"),
    /No module named 'ensurepip'.*apt-get install python3-venv$/,
  ],
])("%s is printed, with what to do", (_name, program, message) => {
  expect(() => findPython(program())).toThrow(message);
});
