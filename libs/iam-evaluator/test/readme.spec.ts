import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string) => readFileSync(join(__dirname, name), "utf8");

test("the README shows the example, and what it prints", async () => {
  const readme = text("../README.md");
  const printed: string[] = [];
  const log = jest.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    printed.push(words.join(" "));
  });
  await import("./readme-example");
  log.mockRestore();

  expect(readme).toContain(text("readme-example.ts").replace('"../src"', '"@security-auto/iam-evaluator"'));
  expect(readme).toContain(`\n${printed.at(-1) ?? ""}\n`);
  expect(printed).toHaveLength(1);
});
