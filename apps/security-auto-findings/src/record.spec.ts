import { openRegister, type Register, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import * as fc from "fast-check";
import { assessed, type Verdict, MAILED } from "../test/assessments";
import { record } from "./record";
import type { BucketAssessment } from "./state-after";

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });

/** What the register has to say of a bucket, whatever came in which order: what the latest assessment says. */
function expected(assessments: readonly BucketAssessment[]) {
  const [latest] = [...assessments].sort((one, other) => other.observedAt.localeCompare(one.observedAt));
  return { observedAt: latest?.observedAt, isOpen: latest?.verdict === "violates" };
}

async function found(bucket: string) {
  const { state, findings } = await register().partition("444455556666", bucket);
  return {
    observedAt: state?.observedAt,
    isOpen: findings.some(({ finding }) => finding.transition !== "closed"),
  };
}

describe("the register ends as the latest assessment has it", () => {
  const [opened, closed] = [assessed("violates", 0), assessed("holds", 1)];
  test.each<[string, readonly BucketAssessment[]]>([
    ["in order", [opened, closed]],
    ["out of order", [closed, opened]],
    ["twice", [opened, opened, closed, closed, opened]],
    ["a late one between two", [assessed("violates", 2), assessed("holds", 1), assessed("violates", 0)]],
  ])("%s", async (_, assessments) => {
    for (const one of assessments) await record(one, register(), MAILED);
    expect(await found("ledger-archive")).toEqual(expected(assessments));
  });

  test("whatever is recorded at once, in any order, some of it twice", async () => {
    let buckets = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom<Verdict>("holds", "violates"), fc.nat(9)), {
          minLength: 1,
          maxLength: 8,
        }),
        async (list) => {
          const bucket = `bucket-${buckets++}`;
          const byMinute = new Map(list.map(([verdict, minute]) => [minute, verdict]));
          const assessments = list.map(([, minute]) =>
            assessed(byMinute.get(minute) ?? "holds", minute, { bucket }),
          );
          await Promise.all(assessments.map((one) => record(one, register(), MAILED)));
          expect(await found(bucket)).toEqual(expected(assessments));
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("a tag is remembered also where its removal is recorded at the same time", async () => {
  const invariant = { name: "inside", because: "for sensitive data", evidence: [] };
  const tagged = assessed("violates", 0, {
    invariants: [{ ...invariant, verdict: "violates", byTag: true }],
  });
  const untagged = assessed("holds", 1, { invariants: [{ ...invariant, verdict: "holds" }] });
  let isFirst = true;
  const interrupted: Register = {
    ...register(),
    putState: async (state, before) => {
      if (isFirst) await record(tagged, register(), MAILED);
      isFirst = false;
      return register().putState(state, before);
    },
  };
  await record(untagged, interrupted, MAILED);
  const { state } = await register().partition("444455556666", "ledger-archive");
  expect(state).toMatchObject({ observedAt: untagged.observedAt, applied: ["inside"] });
});

test.each<[string, Partial<Register>]>([
  ["state", { putState: () => Promise.resolve(false) }],
  ["findings", { putFinding: () => Promise.resolve(false) }],
])("an assessment whose %s others write each time fails, to be tried again", async (what, lost) => {
  await expect(record(assessed("violates", 0), { ...register(), ...lost }, MAILED)).rejects.toThrow(
    `others wrote the ${what} of ledger-archive (444455556666) 20 times in a row`,
  );
});

test("an assessment that was recorded before writes nothing", async () => {
  await record(assessed("violates", 0), register(), MAILED);
  const written: string[] = [];
  const watched: Register = {
    ...register(),
    putState: async () => Promise.reject(new Error("nothing is written")),
    putFinding: async ({ finding }) => {
      written.push(finding.id);
      return Promise.resolve(true);
    },
  };
  const { findings } = await record(assessed("violates", 0), watched, MAILED);
  expect(findings).toHaveLength(1);
  expect(written).toEqual([]);
});
