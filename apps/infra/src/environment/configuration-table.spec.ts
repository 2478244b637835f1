import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationTable } from "../../test/configuration-table";

/** A table's text without the padding that a formatter adds. */
const unpadded = (text: string): string => text.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");

test("the README has the table that the schema gives", () => {
  const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
  expect(unpadded(readme)).toContain(configurationTable());
});
