import { fakeClock } from "./fake-clock";

test("time stands still until it is moved", () => {
  const { now, advance } = fakeClock("2026-03-04T09:00:00Z");
  expect(now()).toBe(Date.parse("2026-03-04T09:00:00Z"));
  advance(1500);
  expect(new Date(now()).toISOString()).toBe("2026-03-04T09:00:01.500Z");
});
