import { useTable } from "@security-auto/testing";
import { ITEMS, STATE, SWEEP_ACCOUNT, SWEEP_PAGE } from "../test/items";
import { openRegister, openSweeps, type SweepItem, type SweepPage, type SweepWaiting, TABLE } from ".";

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);
const opened = () => openSweeps(table.client, { tableName: TABLE_NAME });
const [SWEEP] = ITEMS.filter((item): item is SweepItem => item.item === "sweep");
const { sweep, account } = SWEEP_ACCOUNT;

async function all<T>(from: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const each of from) found.push(each);
  return found;
}

const item = (more: Partial<SweepItem> = {}): SweepItem => {
  if (SWEEP === undefined) throw new Error("no sweep among the examples");
  return { ...SWEEP, ...more };
};

test("a sweep begins once, and each of its checks is written once", async () => {
  const sweeps = opened();
  expect(await sweeps.beginSweep(item({ nextCheck: 1 }))).toBe(true);
  expect(await sweeps.beginSweep(item({ listed: 99 }))).toBe(false);
  expect(await sweeps.putSweep(item({ nextCheck: 2 }), 1)).toBe(true);
  expect(await sweeps.putSweep(item({ nextCheck: 2, listed: 99 }), 1)).toBe(false);
  const finishedAt = "2026-03-05T02:03:00.000Z";
  expect(await sweeps.putSweep(item({ finishedAt, nextCheck: 2 }), 2)).toBe(true);
  expect(await sweeps.putSweep(item({ nextCheck: 3 }), 2)).toBe(false);
  expect(await sweeps.sweep(sweep)).toEqual(item({ finishedAt, nextCheck: 2 }));
});

test("sweeps are listed newest first", async () => {
  const sweeps = opened();
  const later = "2026-03-06T02:00:00.000Z-00000000";
  await sweeps.beginSweep(item());
  await sweeps.beginSweep(item({ sweep: later }));
  expect((await all(sweeps.sweeps())).map(({ sweep: id }) => id)).toEqual([later, sweep]);
});

test("an account ends once", async () => {
  const sweeps = opened();
  const done = { ...SWEEP_ACCOUNT, state: "done", listed: 2 } as const;
  expect(await sweeps.putAccount(done)).toBe(false);
  expect(await sweeps.beginAccount(SWEEP_ACCOUNT)).toBe(true);
  expect(await sweeps.beginAccount(SWEEP_ACCOUNT)).toBe(false);
  expect(await sweeps.putAccount(done)).toBe(true);
  expect(await sweeps.putAccount(SWEEP_ACCOUNT)).toBe(false);
  expect(await sweeps.beginAccount(SWEEP_ACCOUNT)).toBe(false);
  expect(await sweeps.putAccount({ ...done, state: "not covered" })).toBe(false);
  expect(await sweeps.accounts(sweep)).toEqual([done]);
  expect(await sweeps.account(sweep, account)).toEqual(done);
});

describe("the verdicts of a page", () => {
  const first = {
    sweep,
    account,
    page: 1,
    place: 1,
    bucket: "ledger-archive",
    verdict: "violates",
  } as const;

  test("are noted, each bucket's once, whatever comes later", async () => {
    const sweeps = opened();
    await sweeps.putPage(SWEEP_PAGE);
    expect(await sweeps.noteVerdict(first)).toBe(true);
    expect(await sweeps.noteVerdict(first)).toBe(false);
    expect(await sweeps.noteVerdict({ ...first, verdict: "holds" })).toBe(false);
    expect(await sweeps.noteVerdict({ ...first, place: 0, bucket: "ledger" })).toBe(true);
    expect(await sweeps.pages(sweep, account)).toEqual([{ ...SWEEP_PAGE, violates: new Set([0, 1]) }]);
  });

  test.each([
    ["another bucket in that place", { bucket: "ledger" }],
    ["a place that the page does not have", { place: 2 }],
    ["a page that there is not", { page: 2 }],
    ["a sweep that there is not", { sweep: "another" }],
    ["an account that is not swept", { account: "777788889999" }],
  ])("are not noted of %s", async (_, other) => {
    const sweeps = opened();
    await sweeps.putPage(SWEEP_PAGE);
    expect(await sweeps.noteVerdict({ ...first, ...other })).toBe(false);
    expect(await sweeps.pages(sweep, account)).toEqual([SWEEP_PAGE]);
  });

  test("stand when the page is written again", async () => {
    const sweeps = opened();
    expect(await sweeps.putPage(SWEEP_PAGE)).toBe(true);
    await sweeps.noteVerdict(first);
    expect(await sweeps.putPage({ ...SWEEP_PAGE, buckets: [] })).toBe(false);
    expect(await sweeps.page(SWEEP_PAGE)).toEqual({ ...SWEEP_PAGE, violates: new Set([1]) });
  });
});

test("an account's pages stand in order", async () => {
  const sweeps = opened();
  const numbered = (page: number): SweepPage => ({ ...SWEEP_PAGE, page });
  for (const page of [2, 100, 10, 1]) await sweeps.putPage(numbered(page));
  expect((await sweeps.pages(sweep, account)).map(({ page }) => page)).toEqual([1, 2, 10, 100]);
});

test("one sweep of each scope waits, until its time", async () => {
  const sweeps = opened();
  const waiting = (more: Partial<SweepWaiting> = {}): SweepWaiting => ({
    item: "sweep-waiting",
    version: "1",
    scope: "organization",
    by: "first",
    until: "2026-03-05T02:15:00.000Z",
    ...more,
  });
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 5, 2, minute));
  expect(await sweeps.wait(waiting(), at(0))).toBe(true);
  expect(await sweeps.wait(waiting(), at(1))).toBe(true);
  expect(await sweeps.wait(waiting({ by: "second" }), at(1))).toBe(false);
  expect(await sweeps.wait(waiting({ by: "second", scope: account }), at(1))).toBe(true);
  await sweeps.endWait({ scope: "organization", by: "second" });
  expect(await sweeps.wait(waiting({ by: "second" }), at(1))).toBe(false);
  expect(await sweeps.wait(waiting({ by: "third" }), at(16))).toBe(true);
  await sweeps.endWait({ scope: "organization", by: "third" });
  expect(await sweeps.wait(waiting({ by: "fourth" }), at(16))).toBe(true);
});

test("the buckets of an account are those that are not deleted", async () => {
  const register = openRegister(table.client, { tableName: TABLE_NAME });
  const state = (bucket: string, more: object = {}) =>
    register.putState({ ...STATE, bucket, ...more }, undefined);
  await state("ledger");
  await state("archive");
  await state("deleted", { expiresAt: 1_780_000_000 });
  await state("other", { account: "777788889999" });
  expect(await all(opened().bucketsOf(account))).toEqual(["archive", "ledger"]);
});
