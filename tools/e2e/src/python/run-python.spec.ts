import { existsSync } from "node:fs";
import { runPython } from "./run-python";

test("what a program puts into its temporary folder goes with it", () => {
  // Any program will do: here it is Node, which is there wherever this runs.
  const program = `
    const file = require("node:path").join(require("node:os").tmpdir(), "cache");
    require("node:fs").writeFileSync(file, "");
    process.stdout.write(file);
  `;
  const { status, stdout } = runPython(process.execPath, ["--eval", program]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/cache$/);
  expect(existsSync(stdout)).toBe(false);
});
