import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FINDING_EXAMPLE } from "@security-auto/assessment";
import { importable } from "../test/readme-example";

const root = join(__dirname, "..");

test("the README's example is a file that is compiled", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = readFileSync(join(root, "test", "readme-example.ts"), "utf8");
  expect(readme).toContain(
    `\`\`\`ts\n${example.replace('"../src"', '"@security-auto/finding-formats"')}\`\`\``,
  );
  expect(JSON.parse(importable([FINDING_EXAMPLE]))).toMatchObject([{ RecordState: "ACTIVE" }]);
});
