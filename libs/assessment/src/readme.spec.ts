import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeAssessed } from "../test/readme-example";
import { ASSESSMENT_EXAMPLE, DETAIL_TYPES } from ".";

const root = join(__dirname, "..");

test("the README's example is a file that is compiled", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = readFileSync(join(root, "test", "readme-example.ts"), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example.replace('"../src"', '"@security-auto/assessment"')}\`\`\``);
});

test.each([
  [DETAIL_TYPES.assessed, ASSESSMENT_EXAMPLE, "ledger-archive: violates, public to public"],
  [
    DETAIL_TYPES.assessed,
    { ...ASSESSMENT_EXAMPLE, bucket: null },
    "no single bucket: violates, public to public",
  ],
  [DETAIL_TYPES.assessed, { version: "2" }, "not an assessment of this version"],
  [DETAIL_TYPES.findingChanged, {}, "not an assessment"],
])("it reads %s", (detailType, detail, line) => {
  expect(describeAssessed({ "detail-type": detailType, detail })).toBe(line);
});
