import { measure, median } from "./measure";
import type { Subject } from "./subject";

test.each([
  [[], 0],
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])("median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

/** A clock that only work moves, so that speeds are exact. */
function stage(): { readonly subject: Subject; readonly now: () => number; readonly turns: string[] } {
  let time = 0;
  const turns: string[] = [];
  const contender = (name: string, costMs: number): Subject["contenders"][number] => ({
    name,
    run: () => {
      time += costMs;
      turns.push(name);
      return 10;
    },
  });
  const contenders: Subject["contenders"] = [contender("ours", 5), contender("other", 10)];
  const subject = { name: "work", operations: "steps", contenders };
  return { subject, now: () => time, turns };
}

test("contenders take turns, in the opposite order in every second round", () => {
  const { subject, now, turns } = stage();
  measure(subject, { rounds: 2, turnMs: 1, now });
  expect(turns).toEqual(["ours", "other", "other", "ours", "ours", "other"]);
});

test("speeds are operations per second, ratios are to the first", () => {
  const { subject, now } = stage();
  const result = measure(subject, { rounds: 3, turnMs: 20, now });
  expect(result.contenders).toEqual([
    { name: "ours", perSecond: 2000, firstIsFasterBy: 1 },
    { name: "other", perSecond: 1000, firstIsFasterBy: 2 },
  ]);
});
