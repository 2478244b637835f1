import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../core/usage-error";
import { scenarioFrom } from "./scenario-from";

const folder = mkdtempSync(join(tmpdir(), "scenario-from-"));
const file = join(folder, "scenario.json");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("a byte order mark is no part of the scenario", async () => {
  writeFileSync(file, '\ufeff[{"name":"ledger","account":"210987654321"}]');
  expect((await scenarioFrom(file)).buckets).toMatchObject([{ name: "ledger" }]);
});

test.each([
  [
    "no JSON in its third line",
    '{\n "buckets": [\n  {"name": "a",}\n ]\n}',
    "scenario.json: line 3, column ",
  ],
  ["nothing", "", "scenario.json: "],
  ["two values", "[]\n[]", "scenario.json: is no JSON value by itself"],
  ["no bucket", '[{"name": "a"}]', "scenario.json: buckets[0].account: is missing"],
])("%s is refused with its place", async (_what, text, message) => {
  writeFileSync(file, text);
  const refused = expect(scenarioFrom(file)).rejects;
  await refused.toThrow(UsageError);
  await refused.toThrow(message);
});

test("a file that is not there", async () => {
  await expect(scenarioFrom(join(folder, "none.json"))).rejects.toThrow(/none\.json: /);
});
