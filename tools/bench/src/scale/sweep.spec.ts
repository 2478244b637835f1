import { FIGURES } from "./figures";
import { costOfSweep, sweepOf, USED_BY_SWEEP } from "./sweep";

const { prices, quotas } = FIGURES;
const measured = {
  ...FIGURES.measured,
  warmMs: 10,
  s3Calls: 7,
  assessmentBytes: 2000,
  recording: { warmMs: 5, logBytes: 1000, reads: 2, writes: 1 },
};
const given = {
  ...FIGURES.assumptions,
  memoryMb: { value: 1769 },
  bucketsAnAccount: { value: 100 },
  bucketsAPage: { value: 50 },
  bucketsPerSecond: { value: 5 },
  requestsAtOnce: { value: 20 },
  pageItemBytes: { value: 3000 },
};

test("a sweep of 10,000 buckets asks for each once, page by page", () => {
  expect(sweepOf(10_000, measured, given)).toMatchObject({
    accounts: 100,
    pages: 200,
    perSecond: 400,
    durationMs: 25_000,
    invocations: 20_000 + 200 + 200,
    s3Reads: 70_000,
    s3Lists: 200,
    events: 20_000,
    sqsRequests: 3 * (10_000 + 200 + 200),
    tableWrites: 10_000 * 2 + 10_200 * 3,
    assumeRoles: 2000,
  });
});

test("a few buckets are judged by few instances, and pages of one account wait for each other", () => {
  expect(sweepOf(2, measured, given)).toMatchObject({ accounts: 1, pages: 1, perSecond: 40, assumeRoles: 2 });
  expect(sweepOf(100, measured, given).durationMs).toBe(10_000);
});

test("it costs what the prices say", () => {
  const load = { ...sweepOf(1e6, measured, given), s3Lists: 0, tableReads: 0, tableWrites: 1e6, logGb: 1 };
  expect(costOfSweep({ ...load, gbSeconds: 1e6, invocations: 1e6, sqsRequests: 1e6 }, prices)).toMatchObject({
    lambda: expect.closeTo(13.5334) as number,
    logIngestion: 0.5,
    s3Reads: expect.closeTo(2.8) as number,
    privateBus: 2,
    tableRequests: 0.625,
    sqs: 0.4,
  });
});

test("no quota comes near while twenty requests are judged at once, as the page says", () => {
  for (const id of Object.keys(USED_BY_SWEEP) as (keyof typeof USED_BY_SWEEP)[]) {
    const load = sweepOf(1e6, FIGURES.measured, FIGURES.assumptions);
    const used = USED_BY_SWEEP[id](load, FIGURES.measured, FIGURES.assumptions);
    expect(used / quotas.rates[id].limit).toBeLessThan(0.1);
  }
});
