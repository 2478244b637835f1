import * as fc from "fast-check";
import { costOf, tiered, total } from "./cost";
import { FIGURES, WORKLOADS } from "./figures";
import { billedMs, coldStartShare, loadOf } from "./load";

const { assumptions, prices } = FIGURES;
const measured = { ...FIGURES.measured, initMs: 500, coldMs: 100, warmMs: 10, s3Calls: 7, logBytes: 4096 };

test("no accounts and no changes cost only the alarms and load nothing", () => {
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
    expect(total(costOf(load, prices, assumptions))).toBeCloseTo(
      assumptions.alarms.value * prices.items.alarms.usd,
    );
  }
});

test("a million changes cost what the prices say", () => {
  const load = { ...loadOf({ accounts: 1000, changesADay: 100 }, measured, assumptions), changes: 1e6 };
  const cost = costOf(
    { ...load, mails: 1e6, s3Reads: 7e6, gbSeconds: 1e6, recordingGbSeconds: 0, logGb: 1 },
    prices,
    assumptions,
  );
  expect(cost).toMatchObject({
    eventBridge: 1,
    lambdaRequests: 0.4,
    lambdaDuration: 13.3334,
    logIngestion: 0.5,
    s3Reads: 2.8,
    sts: 0,
    sns: 20.5,
  });
  expect(cost.metricsAndAlarm).toBeCloseTo(16 * 0.3 + 64 * 0.1);
});

test("a million assessments, a hundredth of which change a finding, cost what the prices say", () => {
  const measuredSizes = {
    ...measured,
    assessmentBytes: 2000,
    recording: { warmMs: 5, logBytes: 1000, reads: 2, writes: 1 },
  };
  const given = {
    ...assumptions,
    transitionShare: { value: 0.01 },
    findingBytes: { value: 1000 },
    readsATransition: { value: 2 },
    writesATransition: { value: 3 },
  };
  const load = loadOf({ accounts: 1000, changesADay: 1e6 / 1000 / 30 }, measuredSizes, given);
  expect(load).toMatchObject({
    transitions: expect.closeTo(1e4) as number,
    tableReads: expect.closeTo(2e6 + 2e4) as number,
    tableWrites: expect.closeTo(2e6 + 3e4 * 2) as number,
  });
  expect(costOf(load, prices, given)).toMatchObject({
    privateBus: expect.closeTo(1.01) as number,
    tableRequests: expect.closeTo(2.02 * 0.125 + 2.06 * 0.625) as number,
    findingMessages: expect.closeTo(0.02 * 0.5 + 0.2) as number,
    securityHub: expect.closeTo(0.3) as number,
  });
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

test("without mail for each change, logs are the largest part of a large bill, reads the second, the register the third, as the page's summary says", () => {
  const load = loadOf({ accounts: 10_000, changesADay: 1000 }, FIGURES.measured, assumptions);
  const { sns, ...cost } = costOf(load, prices, assumptions);
  const parts = Object.entries(cost).sort(([, a], [, b]) => b - a);
  expect(parts.slice(0, 3).map(([name]) => name)).toEqual(["logIngestion", "s3Reads", "tableRequests"]);
  expect(sns).toBeGreaterThan(cost.s3Reads);
});
