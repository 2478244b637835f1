import type { Channel } from "@security-auto/register";
import { openRegister, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import { assessed, MAILED } from "../test/assessments";
import { remediation } from "../test/remediations";
import { record } from "./record";
import { recordRemediation } from "./record-remediation";
import type { BucketAssessment } from "./state-after";

const TABLE_NAME = "security-auto";
const CHANNELS: readonly Channel[] = ["event", "mail", "chat", "securityHub"];
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });
const known = () => register().partition("444455556666", "ledger-archive");

/** A statement's Sid is as long as the policy, and each invariant that is violated repeats it. */
const LONG = "é".repeat(18_000);

/** Three bytes a letter. */
const LONGEST = "€".repeat(18_000);

/** Of a bucket whose policy has 240 statements, each of them evidence for each of ten invariants. */
function large(minute: number): BucketAssessment {
  const evidence = Array.from({ length: 240 }, (_, index) => ({
    source: "bucket policy",
    statement: `Statement${index}`,
    grants: ["s3:*"],
    because: "it allows anyone on the internet",
  }));
  return assessed("violates", minute, {
    evidence: [{ source: "bucket policy", statement: LONG, grants: ["s3:*"], because: LONG }, ...evidence],
    invariants: Array.from({ length: 10 }, (_, index) => ({
      name: `invariant-${index}`,
      verdict: "violates",
      because: `${minute}: ${LONG}`,
      evidence,
    })),
  });
}

test("a stored assessment is under 100 KB: evidence is cut with a mark, every verdict stays", async () => {
  await record(large(0), register(), { ...MAILED, channels: CHANNELS });
  const { state, findings } = await known();
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(100_000);
  expect(state?.assessment.evidenceOmitted).toBeGreaterThan(0);
  expect(state?.assessment.invariants.map(({ verdict }) => verdict)).toEqual(Array(10).fill("violates"));
  expect(findings).toHaveLength(10);
});

test("what no channel accepts for a long time fits into an item, however long its reasons are", async () => {
  const rules = { ...MAILED, channels: CHANNELS };
  const requested = { by: LONGEST, owner: LONGEST, reason: LONGEST };
  const lists = {
    stops: Array<string>(50).fill(LONGEST),
    steps: Array(50).fill({ call: "PutBucketPolicy", parameters: {}, because: LONGEST }),
  };
  for (let minute = 0; minute < 40; minute++) {
    const violated = { name: "nothing-public", verdict: "violates", evidence: [] } as const;
    const invariants = [{ ...violated, because: `${minute}: ${LONGEST}` }];
    await record(assessed("violates", minute, { invariants }), register(), rules);
    const failed = remediation("failed", [minute, 30], { because: LONGEST, requested, ...lists });
    await recordRemediation(failed, register(), rules);
  }
  const [finding] = (await known()).findings;
  expect(finding).toMatchObject({ transitions: 80 });
  expect(finding?.unannounced).toHaveLength(30);
  expect(Buffer.byteLength(JSON.stringify(finding))).toBeLessThan(380_000);
});
