import { openRegister, type Register, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import { assessed, MAILED } from "../test/assessments";
import { remediation } from "../test/remediations";
import { record } from "./record";
import { recordRemediation } from "./record-remediation";

const TABLE_NAME = "security-auto";
const ID = "444455556666:ledger-archive:nothing-public";
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });

const opened = assessed("violates", 0);
const failed = remediation("failed", [0, 10]);
const recorded = (one = failed, more: Partial<Register> = {}) =>
  recordRemediation(one, { ...register(), ...more }, MAILED);

test("a remediation before its finding waits for it, and creates none", async () => {
  await expect(recorded()).rejects.toThrow(
    `there is no finding ${ID} yet for the remediation ${failed.id} (failed): try it again`,
  );
  expect(await register().finding(ID)).toBeUndefined();
  await record(opened, register(), MAILED);
  await recorded();
  expect(await register().finding(ID)).toMatchObject({ transitions: 2, finding: { news: "remediation" } });
});

test("one of a bucket that was assessed since, and has no finding, has nothing to wait for", async () => {
  await record(assessed("holds", 1), register(), MAILED);
  expect(await recorded()).toBeUndefined();
  await expect(recorded(remediation("failed", [1, 10]))).rejects.toThrow("there is no finding");
});

test.each<[string, Parameters<typeof remediation>[2]]>([
  ["by the finding that it names", { invariant: "another" }],
  ["by its bucket and invariant", { finding: undefined }],
])("its finding is found %s", async (_, more) => {
  await record(opened, register(), MAILED);
  const item = await recorded(remediation("failed", [0, 10], more));
  expect(item?.finding.id).toBe(ID);
});

test("an assessment that is recorded at the same time is not lost, and neither is the remediation", async () => {
  await record(opened, register(), MAILED);
  let isFirst = true;
  await recorded(failed, {
    putFinding: async (item) => {
      if (isFirst) await record(assessed("holds", 1), register(), MAILED);
      isFirst = false;
      return register().putFinding(item);
    },
  });
  expect(await register().finding(ID)).toMatchObject({
    finding: { transition: "closed", remediation: { status: "failed" } },
    transitions: 2,
  });
});

test("a remediation that was recorded before writes nothing", async () => {
  await record(opened, register(), MAILED);
  await recorded();
  const again = await recorded(failed, { putFinding: () => Promise.reject(new Error("nothing is written")) });
  expect(again).toMatchObject({ transitions: 2 });
});

test("one whose finding others write each time fails, to be tried again", async () => {
  await record(opened, register(), MAILED);
  await expect(recorded(failed, { putFinding: () => Promise.resolve(false) })).rejects.toThrow(
    "others wrote the findings of ledger-archive (444455556666) 20 times in a row",
  );
});
