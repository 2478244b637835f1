import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessCallsTable } from "./access-calls-table";
import { listS3AccessCalls } from "./s3-access-calls";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

test("the README holds exactly this table", () => {
  const [, table] = /<!-- access-calls:start -->\n\n([^]*?)\n\n<!-- access-calls:end -->/.exec(readme) ?? [];
  expect(table).toBe(accessCallsTable());
});

test("one line for each call, all of one width", () => {
  const lines = accessCallsTable().split("\n");
  expect(lines).toHaveLength(2 + listS3AccessCalls().length);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
