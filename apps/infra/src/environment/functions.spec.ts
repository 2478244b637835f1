import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FUNCTIONS } from "./functions";

test("the bundle of every function is built before the stack is synthesized", () => {
  const project: unknown = JSON.parse(readFileSync(join(__dirname, "..", "..", "project.json"), "utf8"));
  expect(project).toMatchObject({
    implicitDependencies: Object.values(FUNCTIONS).map(({ app }) => app),
  });
});
