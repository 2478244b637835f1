import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FUNCTIONS } from "./functions";

const ROOT = join(__dirname, "..", "..", "..", "..");

const tagsOf = (project: string): unknown => {
  const { tags } = JSON.parse(readFileSync(join(ROOT, project, "project.json"), "utf8")) as {
    tags?: unknown;
  };
  return tags;
};

test.each(Object.values(FUNCTIONS))("$app is built before the stack is synthesized", ({ app }) => {
  const infra: unknown = JSON.parse(readFileSync(join(ROOT, "apps/infra/project.json"), "utf8"));
  expect(infra).toMatchObject({ implicitDependencies: ["tag:kind:function"] });
  expect(tagsOf(`apps/${app}`)).toContain("kind:function");
});
