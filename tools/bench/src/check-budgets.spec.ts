import { checkBudgets } from "./check-budgets";

test.each([
  ["under", 9, true],
  ["on", 10, true],
  ["over", 10.1, false],
  ["not a number, for want of a rival", Number.NaN, false],
  ["not measured", undefined, false],
])("a figure %s its budget", (_where, measured, isKept) => {
  const figures = measured === undefined ? {} : { bytes: measured };
  expect(checkBudgets({ bytes: 10 }, figures)).toEqual([{ name: "bytes", most: 10, measured, isKept }]);
});
