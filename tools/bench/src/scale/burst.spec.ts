import * as fc from "fast-check";
import { seededRandom } from "@security-auto/testing";
import { EarliestFirst } from "./earliest-first";
import { type Burst, playBurst } from "./burst";

const usual = (change: Partial<Burst> = {}): Burst => ({
  events: 10,
  coldMs: 100,
  warmMs: 10,
  concurrency: 1000,
  scaling: 1000,
  scalingMs: 10_000,
  retryWaitsMs: [60_000, 120_000],
  maxEventAgeMs: 21_600_000,
  fails: () => false,
  random: seededRandom(1),
  ...change,
});

test.each<[name: string, change: Partial<Burst>, expected: object]>([
  ["nothing arrives", { events: 0 }, { arrived: 0, handled: 0, instances: 0, drainedMs: 0 }],
  [
    "all fit",
    {},
    { handled: 10, instances: 10, throttles: 0, mostWaiting: 0, lastStartMs: 0, drainedMs: 100 },
  ],
  ["one at a time", { concurrency: 1 }, { handled: 10, instances: 1, mostWaiting: 9 }],
  ["no concurrency", { concurrency: 0 }, { handled: 0, deadLettersTooOld: 10, invocations: 0 }],
  [
    "all fail, with Lambda's waits",
    { events: 1, fails: () => true },
    { deadLettersFailed: 1, invocations: 3, lastStartMs: 100 + 60_000 + 10 + 120_000, drainedMs: 180_120 },
  ],
  ["one failure is made good", { fails: (_, attempt) => attempt === 0 }, { handled: 10, invocations: 20 }],
  [
    "too old for another attempt",
    { events: 1, maxEventAgeMs: 60_000, fails: () => true },
    { deadLettersTooOld: 1, deadLettersFailed: 0, invocations: 1 },
  ],
  ["no retries", { retryWaitsMs: [], fails: () => true }, { deadLettersFailed: 10, invocations: 10 }],
])("%s", (_, change, expected) => {
  expect(playBurst(usual(change))).toMatchObject(expected);
});

test("more instances than the scaling gives at once come with time", () => {
  const slow = { events: 3000, coldMs: 600_000, warmMs: 600_000, concurrency: 3000 };
  const { instances, throttles, lastStartMs } = playBurst(usual(slow));
  expect(instances).toBe(3000);
  expect(throttles).toBeGreaterThanOrEqual(2000);
  expect(lastStartMs).toBeGreaterThanOrEqual(20_000 - 10);
});

test("nothing is lost, whatever fails and however little runs at once", () => {
  const bursts = fc.record({
    events: fc.nat(150),
    coldMs: fc.integer({ min: 1, max: 30_000 }),
    warmMs: fc.integer({ min: 1, max: 30_000 }),
    concurrency: fc.nat(30),
    scaling: fc.integer({ min: 1, max: 50 }),
    scalingMs: fc.integer({ min: 1, max: 20_000 }),
    retryWaitsMs: fc.array(fc.nat(120_000), { maxLength: 2 }),
    maxEventAgeMs: fc.integer({ min: 60_000, max: 21_600_000 }),
  });
  fc.assert(
    fc.property(bursts, fc.func(fc.boolean()), fc.integer(), (burst, fails, seed) => {
      const result = playBurst({ ...burst, fails, random: seededRandom(seed) });
      const { arrived, handled, deadLettersFailed, deadLettersTooOld, invocations } = result;
      expect(handled + deadLettersFailed + deadLettersTooOld).toBe(arrived);
      expect(result.instances).toBeLessThanOrEqual(burst.concurrency);
      expect(result.mostWaiting).toBeLessThanOrEqual(arrived);
      expect(result.lastStartMs).toBeLessThanOrEqual(burst.maxEventAgeMs);
      expect(invocations).toBeLessThanOrEqual(arrived * (burst.retryWaitsMs.length + 1));
    }),
  );
});

test("items come out by time, and of one time in order", () => {
  const times = fc.array(fc.nat(20));
  fc.assert(
    fc.property(times, (list) => {
      const queue = new EarliestFirst<number>();
      list.forEach((at, index) => {
        queue.add(at, index);
      });
      const taken = list.map(() => queue.take());
      const expected = list.map((at, item) => ({ at, item })).sort((a, b) => a.at - b.at || a.item - b.item);
      expect(taken.map((entry) => ({ at: entry?.at, item: entry?.item }))).toEqual(expected);
      expect(queue.take()).toBeUndefined();
    }),
  );
});
