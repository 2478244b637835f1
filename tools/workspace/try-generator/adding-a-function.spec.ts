import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Scratch } from "../src/scratch";

const GENERATE = ["node_modules/.bin/nx", "g", "@security-auto/workspace:function"];
const PROVE = "npx nx prove infra";
const PERMISSION = "libs/policies/src/functions/bucket-tags.ts";

/** What the page has its reader do: `sh` blocks are run, `ts` blocks are written to the file that was named last before them. */
function stepsOf(
  page: string,
): readonly { readonly language: string; readonly text: string; readonly file: string }[] {
  const steps = [];
  for (const { 1: language = "", 2: text = "", index } of page.matchAll(/```(sh|ts)\n([^]*?)```/g)) {
    const named = [...page.slice(0, index).matchAll(/`((?:apps|libs|tools)\/[^`]+\.ts)`/g)].at(-1);
    steps.push({ language, text, file: named?.[1] ?? "" });
  }
  return steps;
}

/** One test follows the other, in one copy of the workspace. */
describe("docs/adding-a-function.md, word by word", () => {
  const scratch = new Scratch("try-generator");
  const [generate, permission, work, show] = stepsOf(
    readFileSync(join(scratch.root, "docs/adding-a-function.md"), "utf8"),
  );
  const run = (command: string) => {
    const [, program = "", ...args] = command.split(" ");
    const { status, stdout, stderr } = scratch.node(`node_modules/.bin/${program}`, ...args);
    if (status !== 0) throw new Error(`${command} exited ${status}:\n${stdout}${stderr}`);
  };
  afterAll(() => {
    scratch.remove();
  });

  test("a name that is none is refused in one line, and nothing is written", () => {
    const { status, stdout, stderr } = scratch.node(...GENERATE, "Bucket_Tags");
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('"Bucket_Tags" is no name of a function');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
    expect(scratch.changes()).toEqual([]);
  }, 600_000);

  test("--dry-run shows what would be written, and writes nothing", () => {
    const { status, stdout } = scratch.node(...GENERATE, "bucket-tags", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain(`CREATE ${PERMISSION}`);
    expect(scratch.changes()).toEqual([]);
  }, 600_000);

  test("the generator makes the function, which does not compile before it has a permission", () => {
    expect(generate?.text.trim().split("\n")).toEqual([
      "npx nx g @security-auto/workspace:function bucket-tags",
    ]);
    run(generate?.text.trim() ?? "");
    const { status, stdout } = scratch.node(
      ...["node_modules/.bin/tsc", "--noEmit", "--pretty", "false", "-p", "libs/policies"],
    );
    expect(status).not.toBe(0);
    expect(stdout.split("\n").filter((line) => line.includes("error"))).toEqual([
      expect.stringContaining(`${PERMISSION}(`),
      expect.stringContaining(`${PERMISSION}(`),
    ]);
  }, 600_000);

  test("run again it changes nothing, not even what was filled in", () => {
    for (const step of [permission, work]) scratch.write(step?.file ?? "", step?.text ?? "");
    scratch.commit("the function");
    run(generate?.text.trim() ?? "");
    expect(scratch.changes()).toEqual([]);
  }, 600_000);

  test("every project that has a part of it compiles", () => {
    scratch.nx("run-many", "-t", "typecheck", "-p", "policies,infra,proof,cli,security-auto-bucket-tags");
  }, 600_000);

  test.each(show?.text.trim().split("\n") ?? [])(
    "%s",
    (command) => {
      if (command !== PROVE) {
        run(command);
        return;
      }
      // Before it the command proves `enforce`, which does not have the function: that is done where nothing is generated.
      run("npx nx build proof");
      run("npx nx synth-enforce infra");
      run(`${PROVE} --exclude-task-dependencies`);
    },
    1_200_000,
  );

  test("the specs that list what the stack has take it as it is", () => {
    scratch.nx("run-many", "-t", "lint", "-p", "policies,infra,proof");
    run("npx jest -c apps/infra/jest.config.js --maxWorkers=2 --testPathIgnorePatterns launcher");
    run("npx jest -c libs/policies/jest.config.js");
  }, 1_200_000);
});
