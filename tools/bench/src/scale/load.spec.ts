import * as fc from "fast-check";
import { costOf, tiered, total } from "./cost";
import { FIGURES, WORKLOADS } from "./figures";
import { billedMs, coldStartShare, loadOf } from "./load";

const { assumptions, prices } = FIGURES;
const measured = { ...FIGURES.measured, initMs: 500, coldMs: 100, warmMs: 10, s3Calls: 7, logBytes: 4096 };

test("no accounts and no changes cost only the alarm and load nothing", () => {
  for (const workload of [
    { accounts: 0, changesADay: 1000 },
    { accounts: 1000, changesADay: 0 },
  ]) {
    const load = loadOf(workload, measured, assumptions);
    const { accounts, warmMs, coldMs, ...rest } = load;
    expect({ accounts, billed: [warmMs, coldMs] }).toEqual({
      accounts: workload.accounts,
      billed: Object.values(billedMs(measured, assumptions)),
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([0]));
    expect(total(costOf(load, prices, assumptions))).toBe(prices.items.alarms.usd);
  }
});

test("a million changes cost what the prices say", () => {
  const load = { ...loadOf({ accounts: 1000, changesADay: 100 }, measured, assumptions), changes: 1e6 };
  const cost = costOf({ ...load, mails: 1e6, s3Reads: 7e6, gbSeconds: 1e6, logGb: 1 }, prices, assumptions);
  expect(cost).toMatchObject({
    eventBridge: 1,
    lambdaRequests: 0.2,
    lambdaDuration: 13.3334,
    logIngestion: 0.5,
    s3Reads: 2.8,
    sts: 0,
    sns: 20.5,
  });
  expect(cost.metricsAndAlarm).toBeCloseTo(12 * 0.3 + 0.1);
});

test.each([
  [256, 10 * (1769 / 256) + 40],
  [1769, 50],
  [3538, 50],
])("with %d MB a warm event is billed %d ms", (value, expected) => {
  const given = { ...assumptions, memoryMb: { value } };
  expect(billedMs(measured, given).warmMs).toBeCloseTo(expected);
});

test.each([
  [0, 0],
  [1 / 600, Math.exp(-1)],
  [1, 0],
])("%d events a second find no instance in a share of %d", (perSecond, share) => {
  expect(coldStartShare(perSecond, 600)).toBeCloseTo(share);
});

test.each([
  [0, 0],
  [5, 50],
  [10, 100],
  [15, 105],
  [30, 110.5],
])("%d GB in tiers cost %d", (gb, usd) => {
  const tiers = [
    { upToGb: 10, usdPerGb: 10 },
    { upToGb: 20, usdPerGb: 1 },
    { upToGb: null, usdPerGb: 0.05 },
  ];
  expect(tiered(gb, tiers)).toBeCloseTo(usd);
});

test("roles are assumed at most once an event, and the less the more sessions are kept", () => {
  const workload = fc.record({ accounts: fc.integer({ min: 1, max: 1e5 }), changesADay: fc.nat(1e5) });
  fc.assert(
    fc.property(workload, fc.integer({ min: 1, max: 1e5 }), (some, kept) => {
      const given = (value: number) => ({ ...assumptions, sessionsKept: { value } });
      const [few, more] = [kept, kept * 2].map((value) => loadOf(some, measured, given(value)).assumeRoles);
      const { changes } = loadOf(some, measured, assumptions);
      return few !== undefined && more !== undefined && few <= changes * (1 + 1e-9) && more <= few;
    }),
  );
});

test("one account with 1,000 changes a day assumes its role about once an hour", () => {
  const { assumeRoles } = loadOf({ accounts: 1, changesADay: 1000 }, measured, assumptions);
  expect(assumeRoles / 30 / 24).toBeGreaterThan(0.9);
  expect(assumeRoles / 30 / 24).toBeLessThan(1.2);
});

test("what there is more of costs more", () => {
  const sums = WORKLOADS.map((workload) => [
    workload.accounts * workload.changesADay,
    total(costOf(loadOf(workload, measured, assumptions), prices, assumptions)),
  ]);
  const sorted = sums.sort(([a = 0], [b = 0]) => a - b).map(([, usd = 0]) => usd);
  expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
});

test("without mail, reads are the largest part of a large bill and logs the second, as the page's summary says", () => {
  const load = loadOf({ accounts: 10_000, changesADay: 1000 }, FIGURES.measured, assumptions);
  const { sns, ...cost } = costOf(load, prices, assumptions);
  const parts = Object.entries(cost).sort(([, a], [, b]) => b - a);
  expect(parts.slice(0, 2).map(([name]) => name)).toEqual(["s3Reads", "logIngestion"]);
  expect(sns).toBeGreaterThan(cost.s3Reads);
});
