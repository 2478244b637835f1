import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Scratch } from "./scratch";

const TARGETS = ["lint", "typecheck", "test", "build", "synth"];
const ALL = ["run-many", "-t", ...TARGETS];
const AFFECTED = ["affected", "-t", ...TARGETS, "--base=HEAD~1", "--head=HEAD"];

/** Edits a file of a workspace in which everything is built and cached, and says which tasks do work again. */
describe("what a change makes run again", () => {
  // The checks themselves are idle here: the question is which of them Nx runs. Builds and synth are the real ones.
  const scratch = new Scratch("affected", { idle: ["jest", "tsc", "eslint"] });

  const edit = (file: string, change: (text: string) => string) => {
    const before = readFileSync(join(scratch.root, file), "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    scratch.write(file, after);
    scratch.commit(`edit ${file}`);
    return scratch.nx(...AFFECTED);
  };

  beforeAll(() => {
    scratch.nx(...ALL);
  }, 600_000);
  afterAll(() => {
    scratch.remove();
  });

  test("no project depends on itself by way of others", () => {
    expect(scratch.node("node_modules/.bin/nx", "graph", "--file=graph.json").status).toBe(0);
    const { graph } = JSON.parse(readFileSync(join(scratch.root, "graph.json"), "utf8")) as {
      graph: { dependencies: Record<string, { target: string }[]> };
    };
    const circles: string[] = [];
    const follow = (project: string, path: readonly string[]): void => {
      if (path.includes(project)) circles.push([...path.slice(path.indexOf(project)), project].join(" > "));
      else for (const { target } of graph.dependencies[project] ?? []) follow(target, [...path, project]);
    };
    for (const project of Object.keys(graph.dependencies)) follow(project, []);
    expect(circles).toEqual([]);
    rmSync(join(scratch.root, "graph.json"));
  }, 600_000);

  test("nothing, when nothing changed", () => {
    expect(scratch.nx(...ALL).ran).toEqual([]);
  }, 600_000);

  test("a spec of event-pattern: that project's own checks, and the one of all imports", () => {
    const { ran } = edit(
      "libs/event-pattern/src/compile-pattern.spec.ts",
      (text) => `${text}\n// one more case\n`,
    );
    expect(ran).toEqual([
      "event-pattern:lint",
      "event-pattern:test",
      "event-pattern:typecheck",
      "workspace:imports",
    ]);
  }, 600_000);

  test("the calls of events: the function's build and infra's synth", () => {
    const { ran } = edit("libs/events/src/s3-access-calls.ts", (text) =>
      text.replace(
        "  DeleteBucket: ",
        '  DeleteBucketWebsite: { changes: "bucket", scope: "bucket", namedBy: "bucketName" },\n  DeleteBucket: ',
      ),
    );
    expect(ran).toEqual(expect.arrayContaining(["events:test", "security-auto-s3:build", "infra:synth"]));
  }, 600_000);

  test("a comment in the function: its build, and not the stack", () => {
    const { ran, cached } = edit("apps/security-auto-s3/src/main.ts", (text) => `// A comment.\n${text}`);
    expect(ran).toContain("security-auto-s3:build");
    expect(cached).toContain("infra:synth");
  }, 600_000);
});
