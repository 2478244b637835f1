import type { Assessment } from "@security-auto/assessment";
import { openRegister, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import { assessed, at, MAILED } from "../test/assessments";
import { MOST_EXPOSURES_A_DAY } from "./most-exposures";
import { record } from "./record";
import type { BucketAssessment } from "./state-after";

const TABLE_NAME = "security-auto";
const RULE = "nothing-public";
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });

const EXPOSED_ID = `444455556666:ledger-archive:@was-exposed:change-1:${RULE}`;

/** The bucket was opened in one minute, and found closed in a later one. */
const wasOpen = (
  opened: number,
  found: number,
  verdict: Assessment["verdict"] = "holds",
): BucketAssessment => {
  const exposedAt = {
    eventTime: at(opened).replace(".000", ""),
    exposure: { atLeast: "public", atMost: "public" },
    invariants: [{ name: RULE, verdict: "violates", because: "the policy allowed anyone" }],
  } as const;
  const { eventTime } = exposedAt;
  return assessed(verdict, found, { changeId: `change-${opened}`, eventTime, exposedAt });
};

async function exposures(assessments: readonly BucketAssessment[]) {
  for (const one of assessments) await record(one, register(), MAILED);
  const { findings } = await register().partition("444455556666", "ledger-archive");
  return findings.filter(({ finding }) => finding.kind === "was-exposed");
}

test("what a change opened, and was closed before it was judged, is a finding that is closed from the start", async () => {
  expect(await exposures([wasOpen(1, 3)])).toMatchObject([
    {
      transitions: 1,
      revision: 1,
      unannounced: [{ number: 1, channels: ["mail"] }],
      expiresAt: Date.parse(at(3)) / 1000 + 400 * 24 * 3600,
      finding: {
        transition: "closed",
        id: EXPOSED_ID,
        kind: "was-exposed",
        invariant: RULE,
        verdict: "holds",
        exposure: { atLeast: "public", atMost: "public" },
        because: "the policy allowed anyone",
        openedAt: at(1),
        observedAt: at(3),
        closedAt: at(3),
        actor: { display: "IAM user release-bot in account 444455556666" },
        change: { call: "PutBucketPolicy", eventTime: "2026-03-04T09:01:00Z" },
      },
    },
  ]);
  const found = await register().finding(EXPOSED_ID);
  expect(found?.finding.id).toBe(EXPOSED_ID);
});

describe("each exposure is recorded once", () => {
  test.each<[string, readonly BucketAssessment[], number]>([
    ["the same event again", [wasOpen(1, 3), wasOpen(1, 3)], 1],
    ["the same event, judged again later", [wasOpen(1, 3), wasOpen(1, 5)], 1],
    ["two changes", [wasOpen(1, 3), wasOpen(2, 3)], 2],
    ["one that comes when the register knows a newer state", [assessed("holds", 9), wasOpen(1, 3)], 1],
    ["one of which is not known whether the bucket is open otherwise", [wasOpen(1, 3, "unknown")], 1],
  ])("%s", async (_, assessments, count) => {
    expect(await exposures(assessments)).toHaveLength(count);
  });

  test("also when several write it at once", async () => {
    const register1 = register();
    await Promise.all([1, 2, 3].map(() => record(wasOpen(1, 3), register1, MAILED)));
    expect(await exposures([])).toMatchObject([{ revision: 1, transitions: 1 }]);
  });

  test("one that stands in the register is not written", async () => {
    await record(wasOpen(1, 3), register(), MAILED);
    const putFinding = () => Promise.reject(new Error("nothing is written"));
    const { findings } = await record(wasOpen(1, 3), { ...register(), putFinding }, MAILED);
    expect(findings).toHaveLength(1);
  });

  test("a finding that was announced is not announced again", async () => {
    await record(wasOpen(1, 3), register(), MAILED);
    const [item] = await exposures([]);
    if (item === undefined) throw new Error("not recorded");
    await register().putFinding({ ...item, unannounced: [], revision: 2 });
    expect(await exposures([wasOpen(1, 3)])).toMatchObject([{ revision: 2, unannounced: [] }]);
  });
});

describe("an exposure that is on record as a finding of the invariant is not recorded again", () => {
  const opened = assessed("violates", 2, { eventTime: at(1) });
  const closed = assessed("holds", 5);
  test.each<[string, readonly BucketAssessment[], number]>([
    ["its event comes again after it was closed", [opened, closed, wasOpen(1, 6)], 0],
    ["another change while it stood", [opened, closed, wasOpen(3, 6)], 0],
    ["a change before it", [opened, closed, wasOpen(0, 6)], 1],
    ["a change after it", [opened, closed, wasOpen(6, 7)], 1],
    ["a change while it stands", [opened, wasOpen(1, 1)], 0],
  ])("%s", async (_, assessments, count) => {
    expect(await exposures(assessments)).toHaveLength(count);
  });
});

test("each invariant has a finding of its own, which says where it is not certain", async () => {
  const both = wasOpen(1, 3);
  if (both.cause !== "change" || both.exposedAt === undefined) throw new Error("no change");
  const invariants = [
    ...both.exposedAt.invariants,
    { name: "inside", verdict: "unknown", because: "the block was changed" } as const,
  ];
  const recorded = await exposures([{ ...both, exposedAt: { ...both.exposedAt, invariants } }]);
  const certain = recorded.map(({ finding }) => [finding.invariant, finding.certain ?? true]);
  expect(Object.fromEntries(certain)).toEqual({ inside: false, [RULE]: true });
});

describe("a bucket that is opened and closed all day", () => {
  const more = Array.from({ length: MOST_EXPOSURES_A_DAY + 2 }, (_, minute) => wasOpen(minute, 40));

  test("has so many findings of it, and the rest is given back; what is recorded is not counted again", async () => {
    expect(await exposures(more)).toHaveLength(MOST_EXPOSURES_A_DAY);
    const { findings, beyond } = await record(wasOpen(50, 51), register(), MAILED);
    expect(beyond).toMatchObject([{ kind: "was-exposed", invariant: RULE, openedAt: at(50) }]);
    expect(findings.map(({ finding }) => finding.id)).not.toContain(beyond[0]?.id);
    expect(await record(wasOpen(1, 3), register(), MAILED)).toMatchObject({ beyond: [] });
  });

  test("the next day has its own", async () => {
    const midnight = 15 * 60;
    const tomorrow = wasOpen(midnight, midnight + 1);
    expect(await exposures([...more, tomorrow])).toHaveLength(MOST_EXPOSURES_A_DAY + 1);
  });
});
