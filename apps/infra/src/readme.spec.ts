import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alarmRunbook } from "@security-auto/constructs";
import { letAlarmsUseKey, letEventBridgeUseKey, letLogsUseKey } from "@security-auto/policies";
import { LEAST } from "../test/synthesized";
import { configurationTable } from "./environment/configuration-table";
import { FUNCTIONS } from "./environment/functions";
import { metricsTable } from "./environment/metrics-table";
import { environmentFileSchema } from "./environment/schema";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

/** A table's text without the padding that a formatter adds. */
const unpadded = (text: string): string => text.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");

test("the README has the table that the schema gives; `npx nx schema infra` writes it", () => {
  expect(unpadded(readme)).toContain(configurationTable());
});

test("docs/operations.md has what the tables of alarms and metrics say; `npx nx schema infra` writes it", () => {
  const operations = readFileSync(join(__dirname, "..", "..", "..", "docs", "operations.md"), "utf8");
  expect(operations).toContain(alarmRunbook());
  expect(unpadded(operations)).toContain(metricsTable());
});

const jsonIn = (heading: string): unknown => {
  const section = readme.slice(readme.indexOf(heading));
  return JSON.parse(/```json\n([^]*?)```/.exec(section)?.[1] ?? "");
};

test.each<[heading: string, file: () => unknown]>([
  ["## Deploying", () => jsonIn("## Deploying")],
  ["### By a stack set", () => jsonIn("### By a stack set")],
  ["### Invariants", () => ({ ...LEAST, invariants: jsonIn("### Invariants") })],
])("what %s shows is an environment", (_, file) => {
  expect(environmentFileSchema.safeParse(file())).toMatchObject({ success: true });
});

test("the README has the key policy that the policies library gives; `npx nx schema infra` writes its log groups", () => {
  const account = "111122223333";
  const here = { region: "us-west-2", accountId: account };
  const { s3: judge, ...functions } = FUNCTIONS;
  const others = Object.values(functions).map(({ names }) => names.functionName);
  expect(jsonIn("### A key of your own")).toEqual([
    letEventBridgeUseKey(),
    letAlarmsUseKey(here),
    letLogsUseKey({ ...here, functionNames: [judge.names.functionName, ...others] }),
  ]);
});
