import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alarmArn, letAlarmUseKey, letEventBridgeUseKey, letLogsUseKey } from "@security-auto/policies";
import { configurationTable } from "../test/configuration-table";
import { DEFAULT_NAMES } from "./environment/names";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

/** A table's text without the padding that a formatter adds. */
const unpadded = (text: string): string => text.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");

test("the README has the table that the schema gives", () => {
  expect(unpadded(readme)).toContain(configurationTable());
});

test("the README has the key policy that the policies library gives", () => {
  const section = readme.slice(readme.indexOf("### A key of your own"));
  const [, policy] = /```json\n([^]*?)```/.exec(section) ?? [];
  const account = "111122223333";
  const here = { region: "us-west-2", accountId: account };
  expect(JSON.parse(policy ?? "")).toEqual([
    letEventBridgeUseKey(),
    letAlarmUseKey({
      sourceArn: alarmArn({ ...here, name: DEFAULT_NAMES.failureAlarm }),
      sourceAccount: account,
    }),
    letLogsUseKey({ ...here, functionName: DEFAULT_NAMES.function }),
  ]);
});
