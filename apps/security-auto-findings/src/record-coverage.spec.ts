import { type Coverage, COVERAGE_CHECKS, findingMessage } from "@security-auto/assessment";
import type { Tampering } from "@security-auto/events";
import { openRegister, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import * as fc from "fast-check";
import { at, MAILED } from "../test/assessments";
import { ACCOUNT, ALL_OK, covered, OK, REGION, unknown, wrong } from "../test/coverages";
import { coverageTransitionsOf } from "./coverage-transitions";
import { except } from "./except";
import { recordCoverage } from "./record-coverage";
import { recordTampering } from "./record-tampering";

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });
const idOf = (region = REGION) => `${ACCOUNT}::@coverage:${region}`;

async function recorded(...coverages: readonly Coverage[]): Promise<void> {
  for (const coverage of coverages) await recordCoverage(coverage, register(), MAILED);
}

/** The first line of each mail about a place so far. */
async function mails(region = REGION): Promise<readonly string[]> {
  const item = await register().finding(idOf(region));
  return (item?.unannounced ?? []).map(({ finding }) => findingMessage(finding).text.split("\n")[0] ?? "");
}

const DISABLED = wrong("the rule S3-security-forward is disabled");
const STOPPED = wrong("the trail organization has stopped logging");
const BLIND = "BLIND: changes of buckets in eu-central-1 of account 444455556666 are not seen.";
const CLOSED =
  "CLOSED: what was wrong with the coverage of eu-central-1 of account 444455556666 is put right, after 5 minutes.";

describe("each thing that is wrong opens a finding and closes it when it is put right, and what is not known does neither", () => {
  test.each<[string, Coverage, Coverage, string, string, string]>([
    [
      "an account that has no read role",
      covered(
        0,
        { "read-role": wrong("the role security-auto-s3-read cannot be assumed") },
        { region: "global" },
      ),
      covered(5, { "read-role": OK }, { region: "global" }),
      "global",
      "UNREADABLE: buckets in account 444455556666 cannot be read, and verdicts on them are unknown.",
      "CLOSED: what was wrong with the coverage of account 444455556666 is put right, after 5 minutes.",
    ],
    [
      "a region with buckets and no rule",
      covered(0, { watched: wrong("it has buckets, and members.regions does not name it") }),
      covered(5),
      REGION,
      BLIND,
      CLOSED,
    ],
    ["a stopped trail", covered(0, { trail: STOPPED }), covered(5), REGION, BLIND, CLOSED],
    ["a disabled rule", covered(0, { "forwarding-rule": DISABLED }), covered(5), REGION, BLIND, CLOSED],
    [
      "a rule with another target",
      covered(0, { "forwarding-rule": wrong("the rule has another target") }),
      covered(5),
      REGION,
      BLIND,
      CLOSED,
    ],
    [
      "a rule with another pattern",
      covered(0, { "forwarding-rule": wrong("the pattern matches fewer calls") }),
      covered(5),
      REGION,
      BLIND,
      CLOSED,
    ],
    [
      "a role that may not forward",
      covered(0, { "forwarding-role": wrong("the role has no policy") }),
      covered(5),
      REGION,
      BLIND,
      CLOSED,
    ],
    [
      "a filled queue",
      covered(0, { "forwarding-queue": wrong("events lie in the queue") }),
      covered(5),
      REGION,
      "EVENTS LOST: events of eu-central-1 of account 444455556666 did not reach the security account.",
      CLOSED,
    ],
    [
      "a rule for tampering that is gone",
      covered(0, { "tampering-rule": wrong("there is no rule") }),
      covered(5),
      REGION,
      "UNGUARDED: who switches off the monitoring of eu-central-1 of account 444455556666 is not seen.",
      CLOSED,
    ],
  ])("%s", async (_, before, after, region, opened, closed) => {
    const unread = (coverage: Coverage, minute: number): Coverage => ({
      ...coverage,
      checkedAt: at(minute),
      places: coverage.places.map((place) => ({
        ...place,
        checks: Object.fromEntries(Object.keys(place.checks).map((check) => [check, unknown()])),
      })),
    });
    await recorded(unread(before, -2));
    expect(await mails(region)).toEqual([]);
    await recorded(before, { ...before, checkedAt: at(1) });
    expect(await mails(region)).toEqual([opened]);
    await recorded(unread(before, 2), unread(before, 3));
    const [, uncertain, ...none] = await mails(region);
    expect([uncertain, none]).toEqual([
      `UNCERTAIN: whether ${opened.replace(/^[A-Z ]+: (.*)\.$/, "$1")} cannot be determined now. The finding stays open.`,
      [],
    ]);
    await recorded({ ...after, checkedAt: at(5) }, { ...after, checkedAt: at(6) });
    expect((await mails(region)).slice(2)).toEqual([closed]);
    expect((await register().finding(idOf(region)))?.finding).not.toHaveProperty("checks");
  });
});

test("another check that fails is told, and again when only the first is left", async () => {
  const both = { "forwarding-rule": DISABLED, trail: STOPPED };
  await recorded(
    covered(0, { "forwarding-rule": DISABLED }),
    covered(1, both),
    covered(2, { trail: STOPPED }),
  );
  const changed = BLIND.replace("changes", "the checks that fail have changed: changes");
  expect(await mails()).toEqual([BLIND, changed, changed]);
});

test("how a check fails is no news, and the finding has the last words for it", async () => {
  const deleted = wrong("there is no rule S3-security-forward");
  await recorded(covered(0, { "forwarding-rule": DISABLED }), covered(1, { "forwarding-rule": deleted }));
  expect(await mails()).toHaveLength(1);
  const item = await register().finding(idOf());
  expect(item?.finding).toMatchObject({
    transition: "opened",
    openedAt: at(0),
    observedAt: at(1),
    because: "there is no rule S3-security-forward",
    checks: [{ check: "forwarding-rule", because: "there is no rule S3-security-forward" }],
  });
});

test("what was wrong and is put right closes it, though another check cannot be made", async () => {
  await recorded(covered(0, { "forwarding-rule": DISABLED }), covered(5, { trail: unknown() }));
  expect(await mails()).toEqual([BLIND, CLOSED]);
});

test("one of two that cannot be made is held, and the other is told no more", async () => {
  await recorded(
    covered(0, { "forwarding-rule": DISABLED, trail: STOPPED }),
    covered(1, { trail: unknown("cloudtrail:GetTrailStatus was refused") }),
  );
  const item = await register().finding(idOf());
  expect(item?.finding).toMatchObject({
    transition: "uncertain",
    because:
      "the trail organization has stopped logging; not known now: cloudtrail:GetTrailStatus was refused",
    checks: [{ check: "trail" }],
  });
});

const tampered = (minute: number, more: Partial<Tampering> = {}): Tampering => ({
  accountId: ACCOUNT,
  region: REGION,
  check: "forwarding-role",
  call: "DeleteRolePolicy",
  what: "security-auto-s3-forward-eu-central-1",
  because: "the role security-auto-s3-forward-eu-central-1 has lost its policy",
  mayBeOurs: false,
  eventTime: at(minute),
  actor: { type: "IAMUser", display: "IAM user mallory" },
  ...more,
});

describe("calls that come together", () => {
  const calls = [
    tampered(1, { check: "trail", because: "the trail audit has stopped logging" }),
    tampered(1, { check: "forwarding-rule", because: "the rule S3-security-forward is disabled" }),
    tampered(1, {
      check: "tampering-rule",
      because: "the rule is disabled",
      eventTime: "2026-03-04T09:01:03Z",
    }),
  ] as const;
  const checksNow = async () => {
    const item = await register().finding(idOf());
    return item?.finding.checks?.map(({ check }) => check).sort();
  };

  test.each<[string, readonly number[]]>([
    ["in order", [0, 1, 2]],
    ["in reverse", [2, 1, 0]],
    ["twice", [2, 0, 1, 0, 2, 1]],
  ])("%s: each is recorded", async (_, order) => {
    await recorded(covered(0));
    for (const index of order) await recordTampering(calls[index] ?? calls[0], register(), MAILED);
    expect(await checksNow()).toEqual(["forwarding-rule", "tampering-rule", "trail"]);
    await recorded(covered(2));
    for (const call of calls) await recordTampering(call, register(), MAILED);
    expect((await register().finding(idOf()))?.finding.transition).toBe("closed");
  });

  test("at once: each is recorded", async () => {
    await Promise.all(calls.map((call) => recordTampering(call, register(), MAILED)));
    expect(await checksNow()).toEqual(["forwarding-rule", "tampering-rule", "trail"]);
  });

  test("of an earlier check than the last one changes nothing", async () => {
    await recorded(covered(3));
    await recordTampering(tampered(5, { check: "trail" }), register(), MAILED);
    await recordTampering(tampered(1, { check: "forwarding-rule" }), register(), MAILED);
    expect(await checksNow()).toEqual(["trail"]);
  });
});

test("roles that are named after regions which there are not do not fill the register", async () => {
  const regions = Array.from({ length: 60 }, (_, number) => `aa-made-${number}`);
  await recorded({ ...covered(0), places: regions.map((region) => ({ region, checks: ALL_OK })) });
  await recordTampering(tampered(1, { region: "aa-made-99" }), register(), MAILED);
  await recordTampering(tampered(1, { region: "aa-made-59" }), register(), MAILED);
  const { coverage, findings } = await register().account(ACCOUNT);
  expect([coverage.length, findings.map(({ finding }) => finding.region)]).toEqual([60, ["aa-made-59"]]);
  // What is checked is recorded all the same.
  await recorded(covered(2, { trail: STOPPED }));
  await recordTampering(tampered(3, { check: "forwarding-rule" }), register(), MAILED);
  expect((await register().finding(idOf()))?.finding.checks).toHaveLength(2);
});

test("a call that changed a role stands until somebody accepts it: roles are not read", async () => {
  const checked = (minute: number): Coverage => ({
    ...covered(minute),
    places: [{ region: REGION, checks: { ...ALL_OK, "forwarding-role": undefined } }],
  });
  await recorded(checked(0));
  await recordTampering(tampered(1), register(), MAILED);
  await recorded(checked(2), checked(3));
  const item = await register().finding(idOf());
  expect(item?.finding).toMatchObject({
    transition: "uncertain",
    actor: { display: "IAM user mallory" },
    checks: [{ check: "forwarding-role" }],
  });
});

describe("a region that is of no more interest", () => {
  const elsewhere = (minute: number, complete: boolean) =>
    covered(minute, {}, { region: "eu-west-1", complete });

  test("closes its finding where all that counts is named", async () => {
    await recorded(covered(0, { watched: wrong("it has buckets") }), elsewhere(5, true));
    expect(await mails()).toEqual([BLIND, CLOSED]);
    const { coverage } = await register().account(ACCOUNT);
    expect(
      coverage.map(({ region, checks, expiresAt }) => [
        region,
        Object.keys(checks).length,
        expiresAt !== undefined,
      ]),
    ).toEqual([
      [REGION, 0, true],
      ["eu-west-1", 6, false],
    ]);
  });

  test("keeps it where regions may be missing", async () => {
    await recorded(covered(0, { watched: wrong("it has buckets") }), elsewhere(5, false));
    expect(await mails()).toEqual([BLIND]);
  });
});

test("whatever comes in whichever order, at once or twice, the register ends as the latest check has it", async () => {
  let accounts = 100_000_000_000;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(OK, DISABLED), fc.nat(9)), { minLength: 1, maxLength: 6 }),
      async (list) => {
        const accountId = String(accounts++);
        const byMinute = new Map(list.map(([result, minute]) => [minute, result]));
        await Promise.all(
          list.map(([, minute]) =>
            recorded(covered(minute, { "forwarding-rule": byMinute.get(minute) ?? OK }, { accountId })),
          ),
        );
        const known = await register().account(accountId);
        const latest = Math.max(...byMinute.keys());
        expect(known.coverage.map(({ checkedAt }) => checkedAt)).toEqual([at(latest)]);
        expect(known.findings.some(({ finding }) => finding.transition !== "closed")).toBe(
          byMinute.get(latest) === DISABLED,
        );
        expect(coverageTransitionsOf(known, MAILED)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

describe("a finding that somebody answers for", () => {
  const accept = (minute: number, until: number) =>
    except(
      {
        kind: "except",
        request: {
          version: "1",
          request: "accept",
          finding: idOf(),
          owner: "noor@example.com",
          reason: "no data there",
          expires: at(until),
          by: "arn:aws:iam::111122223333:user/noor",
        },
        until: at(until),
      },
      register(),
      { rules: MAILED, now: new Date(at(minute)) },
    );

  test("is closed, and stays so while the same check fails", async () => {
    await recorded(covered(0, { watched: wrong("it has buckets") }));
    await accept(2, 50);
    await recorded(covered(10, { watched: wrong("it has buckets") }));
    expect((await mails()).map((line) => line.split(":")[0])).toEqual(["BLIND", "ACCEPTED"]);
  });

  test.each<[string, Coverage]>([
    ["another one fails", covered(10, { watched: wrong("it has buckets"), trail: STOPPED })],
    ["that time is over", covered(51, { watched: wrong("it has buckets") })],
  ])("opens again when %s", async (_, coverage) => {
    await recorded(covered(0, { watched: wrong("it has buckets") }));
    await accept(2, 50);
    await recorded(coverage);
    expect((await mails()).map((line) => line.split(":")[0])).toEqual(["BLIND", "ACCEPTED", "BLIND"]);
  });
});

test("every check has a mail of its own words", () => {
  const lines = COVERAGE_CHECKS.map((check) => {
    const [item] = coverageTransitionsOf(
      {
        coverage: [
          {
            item: "coverage",
            version: "1",
            account: ACCOUNT,
            region: REGION,
            checkedAt: at(0),
            checks: { [check]: wrong("it fails") },
          },
        ],
        findings: [],
        suppressions: [],
      },
      MAILED,
    );
    return item === undefined ? "" : findingMessage(item.finding).text;
  });
  for (const line of lines) expect(line).not.toContain("not all is seen");
});
