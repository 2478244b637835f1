import type { FindingRequest } from "@security-auto/assessment";
import { asffOf } from "@security-auto/finding-formats";
import { type Channel, openRegister, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import { assessed, at, MAILED, swept } from "../test/assessments";
import { except } from "./except";
import { record } from "./record";
import type { BucketAssessment } from "./state-after";

const TABLE_NAME = "security-auto";
const CHANNELS: readonly Channel[] = ["event", "mail", "chat"];
const ID = "444455556666:ledger-archive:nothing-public";
const BY = "arn:aws:iam::111122223333:user/noor";
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });

/** What is asked of the finding at a minute, until another. */
const asked = (
  request: FindingRequest["request"],
  minute: number,
  until: number,
  more: Partial<FindingRequest> = {},
) =>
  except(
    {
      kind: "except",
      request: {
        version: "1",
        request,
        finding: ID,
        owner: "noor@example.com",
        reason: "public downloads, reviewed",
        expires: at(until),
        by: BY,
        ...more,
      },
      until: at(until),
    },
    register(),
    { rules: { ...MAILED, channels: CHANNELS }, now: new Date(at(minute)) },
  );

async function recorded(...assessments: readonly BucketAssessment[]): Promise<void> {
  for (const assessment of assessments)
    await record(assessment, register(), { ...MAILED, channels: CHANNELS });
}

/** Each transition of the finding so far, and where it is announced. */
async function transitions(): Promise<readonly string[]> {
  const item = await register().finding(ID);
  return (item?.unannounced ?? []).map(
    ({ finding, channels }) => `${finding.transition} by ${channels.join(", ")}`,
  );
}

const [OPENED, CLOSED, CHANGED] = ["opened", "closed", "changed"].map(
  (transition) => `${transition} by event, mail, chat`,
);

const exposed = (minute: number, atLeast: "external" | "public") =>
  assessed("violates", minute, { exposure: { atLeast, atMost: atLeast } });

describe("accept", () => {
  test("closes the finding, once, and says who answers until when", async () => {
    await recorded(exposed(0, "public"));
    await asked("accept", 5, 50);
    await asked("accept", 6, 50);
    expect(await transitions()).toEqual([OPENED, CLOSED]);
    const item = await register().finding(ID);
    expect(item?.finding).toMatchObject({
      transition: "closed",
      verdict: "violates",
      openedAt: at(0),
      observedAt: at(0),
      closedAt: at(5),
      accepted: {
        owner: "noor@example.com",
        reason: "public downloads, reviewed",
        until: at(50),
        by: BY,
      },
    });
  });

  test.each<[string, readonly BucketAssessment[], readonly (string | undefined)[]]>([
    ["a violation that is no more open stays closed", [exposed(10, "external")], []],
    ["so does one that may be", [assessed("unknown", 10)], []],
    ["a worse one opens it", [exposed(10, "public")], [OPENED]],
    [
      "one that was worse for a while is closed again",
      [exposed(10, "public"), exposed(11, "external")],
      [OPENED, CLOSED],
    ],
    [
      "the first assessment after it expires opens it",
      [exposed(49, "external"), exposed(50, "external")],
      [OPENED],
    ],
    ["what holds meanwhile changes nothing", [assessed("holds", 10), exposed(11, "external")], []],
  ])("%s", async (_, assessments, expected) => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 50);
    await recorded(...assessments);
    expect(await transitions()).toEqual([OPENED, CLOSED, ...expected]);
  });

  test("a worse violation can be accepted in its turn, in the same words", async () => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 50);
    await recorded(exposed(10, "public"));
    await asked("accept", 15, 50);
    await recorded(exposed(20, "public"));
    expect(await transitions()).toEqual([OPENED, CLOSED, OPENED, CLOSED]);
  });

  test("what was open when a sweep read it last: the finding names who opened it", async () => {
    const { exposure } = exposed(1, "public");
    await recorded(exposed(0, "public"), swept("violates", 1, { exposure }));
    await asked("accept", 5, 50);
    const item = await register().finding(ID);
    expect(item?.finding).toMatchObject({ transition: "closed", actor: { type: "IAMUser" } });
    expect(item?.finding).not.toHaveProperty("change");
  });

  test("a worse state that was read before, and is judged after, is updated later", async () => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 50);
    await recorded(exposed(3, "public"), assessed("holds", 4), exposed(10, "public"));
    const { unannounced = [] } = (await register().finding(ID)) ?? {};
    const updates = unannounced.map(
      ({ finding }) => asffOf(finding, { accountId: "111122223333", region: "us-west-2" }).UpdatedAt,
    );
    const afterAccepting = (ms: number) => new Date(Date.parse(at(5)) + ms).toISOString();
    expect(updates).toEqual([at(0), at(5), afterAccepting(1), afterAccepting(2), at(10)]);
  });

  test.each<[string, number, Partial<FindingRequest>]>([
    ["for longer", 50, {}],
    ["by another owner", 40, { owner: "ada@example.com" }],
    ["for another reason", 40, { reason: "a fair" }],
  ])("again, %s: it stays closed, says so, and that is announced once", async (_, until, more) => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 40);
    await asked("accept", 10, until, more);
    await asked("accept", 11, until, more);
    await recorded(exposed(30, "external"));
    expect(await transitions()).toEqual([OPENED, CLOSED, CLOSED]);
    const item = await register().finding(ID);
    expect(item?.finding).toMatchObject({
      accepted: { owner: "noor@example.com", until: at(until), ...more },
      closedAt: at(5),
      updatedAt: at(10),
    });
    expect(item?.expiresAt).toBe(Date.parse(at(10)) / 1000 + 400 * 24 * 3600);
  });

  test("closes the finding about a tag that was removed", async () => {
    const [tagged, untagged] = [true, false].map((byTag) =>
      assessed(byTag ? "violates" : "holds", byTag ? 0 : 1, {
        exposure: { atLeast: "external", atMost: "external" },
        invariants: [
          byTag
            ? { name: "nothing-public", verdict: "violates", because: "open", evidence: [], byTag }
            : {
                name: "nothing-public",
                verdict: "holds",
                because: "does not apply",
                evidence: [],
                ifTagged: { tag: "classification=sensitive", verdict: "violates", because: "open" },
              },
        ],
      }),
    );
    if (tagged === undefined || untagged === undefined) throw new Error("two are made");
    await recorded(tagged, untagged);
    await asked("accept", 5, 50);
    await recorded({ ...untagged, observedAt: at(10) });
    expect(await transitions()).toEqual([OPENED, CHANGED, CLOSED]);
  });

  test("while assessments are recorded, the finding ends closed", async () => {
    await recorded(exposed(0, "external"));
    await Promise.all([
      asked("accept", 5, 50),
      ...[1, 2, 3, 4].map((minute) =>
        record(
          assessed("violates", minute, {
            exposure: { atLeast: "external", atMost: "external" },
            invariants: [
              { name: "nothing-public", verdict: "violates", because: `reason ${minute}`, evidence: [] },
            ],
          }),
          register(),
          { ...MAILED, channels: CHANNELS },
        ),
      ),
    ]);
    expect((await register().finding(ID))?.finding).toMatchObject({
      transition: "closed",
      accepted: { by: BY },
    });
    expect((await transitions()).filter((one) => one === CLOSED)).toHaveLength(1);
  });
});

describe("suppress", () => {
  test("the finding stays open and is marked; what changes is published, and mailed to nobody until then", async () => {
    await recorded(exposed(0, "external"));
    await asked("suppress", 5, 50);
    await asked("suppress", 6, 50);
    const item = await register().finding(ID);
    expect(item).toMatchObject({
      finding: { transition: "opened" },
      suppressed: { until: at(50) },
      revision: 2,
    });
    await recorded(assessed("holds", 11));
    expect(await register().finding(ID)).not.toHaveProperty("suppressed");
    await recorded(exposed(12, "external"), exposed(50, "public"));
    expect(await transitions()).toEqual([OPENED, "closed by event", "opened by event", CHANGED]);
  });

  test("what is worse than when it was suppressed is mailed, and so is its end", async () => {
    await recorded(exposed(0, "external"));
    await asked("suppress", 5, 50);
    await recorded(exposed(10, "public"), exposed(11, "external"), assessed("holds", 12));
    expect(await transitions()).toEqual([OPENED, CHANGED, CHANGED, "closed by event"]);
  });

  test("in place of it, the finding can be accepted", async () => {
    await recorded(exposed(0, "external"));
    await asked("suppress", 5, 50);
    await asked("accept", 6, 40);
    expect(await transitions()).toEqual([OPENED, CLOSED]);
    expect(await register().finding(ID)).not.toHaveProperty("suppressed");
  });
});

describe("what a change had opened, and was closed before it was judged", () => {
  const wasOpen = (exposure: "external" | "public") =>
    assessed("holds", 10, {
      exposedAt: {
        eventTime: at(9),
        exposure: { atLeast: exposure, atMost: exposure },
        invariants: [{ name: "nothing-public", verdict: "violates", because: "the policy allowed them" }],
      },
    });
  const exposures = async () => {
    const { findings } = await register().partition("444455556666", "ledger-archive");
    return findings.filter(({ finding }) => finding.kind === "was-exposed");
  };

  test.each<["external" | "public", FindingRequest["request"], readonly (readonly Channel[])[]]>([
    ["external", "accept", []],
    ["public", "accept", [CHANNELS]],
    ["external", "suppress", [["event"]]],
    ["public", "suppress", [CHANNELS]],
  ])("%s, after one was asked to %s what is external", async (exposure, request, announced) => {
    await recorded(exposed(0, "external"));
    await asked(request, 5, 50);
    await recorded(assessed("holds", 7), wasOpen(exposure));
    expect((await exposures()).map(({ unannounced }) => unannounced[0]?.channels)).toEqual(announced);
  });
});

describe("what cannot be done is refused, and nothing is written", () => {
  const refusalOf = async (asking: ReturnType<typeof except>) => {
    const excepted = await asking;
    return excepted.success ? undefined : excepted.error.error;
  };

  test.each<[string, Partial<FindingRequest>, string]>([
    ["a finding there is not", { finding: "444455556666:ledger-archive:other" }, "there is no finding 4444"],
    ["what is no id", { finding: "nonsense" }, "there is no finding nonsense"],
    [
      "one of an account",
      { finding: "444455556666::@coverage" },
      "there is no finding 444455556666::@coverage",
    ],
  ])("%s", async (_, more, message) => {
    await recorded(exposed(0, "external"));
    expect(await refusalOf(asked("accept", 5, 50, more))).toContain(message);
    expect(await transitions()).toEqual([OPENED]);
  });

  test.each<["accept" | "suppress", "external" | "public", "external" | "public", string | undefined]>([
    ["accept", "external", "public", `the finding ${ID} is more open now`],
    ["suppress", "external", "public", `the finding ${ID} is more open now`],
    ["accept", "external", "external", undefined],
    ["accept", "public", "external", undefined],
  ])("%s of what was %s when the operator looked, and is %s", async (request, exposure, now, refusal) => {
    await recorded(exposed(0, now));
    const message = await refusalOf(asked(request, 5, 50, { exposure }));
    if (refusal === undefined) expect(message).toBeUndefined();
    else expect(message).toBe(`${refusal}: external when you looked, public now; look again`);
    const { suppressions } = await register().partition("444455556666", "ledger-archive");
    expect(suppressions.map((one) => one.exposure)).toEqual(refusal === undefined ? [now] : []);
  });

  test("an accept that comes again after the bucket was opened further", async () => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 50, { exposure: "external" });
    await recorded(exposed(10, "public"));
    expect(await refusalOf(asked("accept", 11, 50, { exposure: "external" }))).toContain("more open now");
    expect(await transitions()).toEqual([OPENED, CLOSED, OPENED]);
  });

  test.each(["accept", "suppress"] as const)("%s of one that is closed", async (request) => {
    await recorded(exposed(0, "external"), assessed("holds", 1));
    expect(await refusalOf(asked(request, 5, 50))).toBe(`the finding ${ID} is closed`);
    expect((await register().partition("444455556666", "ledger-archive")).suppressions).toEqual([]);
  });

  test("suppress of one that is accepted", async () => {
    await recorded(exposed(0, "external"));
    await asked("accept", 5, 50);
    expect(await refusalOf(asked("suppress", 6, 50))).toContain("is closed");
  });
});
