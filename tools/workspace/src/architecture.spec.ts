import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** The projects that each project imports in code that is no test. */
function importsInCode(): Imports {
  const imports = new Map<string, Set<string>>();
  const files = execFileSync(
    "git",
    ["ls-files", "*/src/*.ts", "*/src/*.tsx", ":!*.spec.ts", ":!tools/workspace"],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  ).split("\n");
  for (const file of files.filter((name) => name !== "" && existsSync(join(ROOT, name)))) {
    const [, project = ""] = file.split("/");
    const imported = imports.get(project) ?? new Set();
    imports.set(project, imported);
    const text = readFileSync(join(ROOT, file), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"@security-auto\/([\w-]+)[\w/-]*"/g))
      imported.add(name);
  }
  return imports;
}

/** Whether a way of imports leads from one project to another. */
const leadsTo = (imports: Imports, from: string, to: string): boolean =>
  [...(imports.get(from) ?? [])].some((next) => next === to || leadsTo(imports, next, to));

/** Every import but those to where a longer way leads too. */
const shortest = (imports: Imports): readonly string[] =>
  [...imports].flatMap(([from, imported]) =>
    [...imported]
      .filter((to) => ![...imported].some((next) => next !== to && leadsTo(imports, next, to)))
      .map((to) => `${from} --> ${to}`),
  );

/** The arrows of the picture, one to each project that they lead to. */
function arrows(): readonly string[] {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const [, picture = ""] = /```mermaid\nflowchart BT\n([^]*?)```/.exec(text) ?? [];
  return picture
    .replaceAll(/\["[^"]*"\]/g, "")
    .split("\n")
    .filter((line) => line.includes("-->"))
    .flatMap((line) => {
      const [from = "", to = ""] = line.split("-->").map((part) => part.trim());
      return to.split(" & ").map((one) => `${from} --> ${one}`);
    });
}

test("the picture of the repository has an arrow for each import, and no other", () => {
  expect([...arrows()].sort()).toEqual([...shortest(importsInCode())].sort());
});
