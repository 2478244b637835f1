import { readFileSync } from "node:fs";
import { join } from "node:path";
import { printable } from "./index";

test("the README's example gives what it says", () => {
  const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
  const [, argument = "", result = ""] = /printable\((".*")\); \/\/ (".*")/.exec(readme) ?? [];
  expect(printable(JSON.parse(argument) as string)).toBe(JSON.parse(result));
});
