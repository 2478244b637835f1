import { readNumber, readTime } from "./values";

test.each([
  ["10", 10],
  ["-5.50", -5.5],
  ["1e3", undefined],
  ["0x10", undefined],
  [" 1", undefined],
  ["", undefined],
  [".5", undefined],
  ["1000000000000001", undefined],
])("the number in %j is %s", (text, expected) => {
  expect(readNumber(text)).toBe(expected);
});

test.each([
  ["2024-07-01", "2024-07-01T00:00:00.000Z"],
  ["2024-07-01T02:00+02:00", "2024-07-01T00:00:00.000Z"],
  ["2024-07-01T00:00:00.5Z", "2024-07-01T00:00:00.500Z"],
  ["1719792000", "2024-07-01T00:00:00.000Z"],
])("the time in %j is %s", (text, expected) => {
  expect(new Date(readTime(text) ?? NaN).toISOString()).toBe(expected);
});

test.each([
  "2024",
  "2024-07",
  "2024-02-30",
  "2024-07-01T00:00:00",
  "2024-07-01 00:00Z",
  "tomorrow",
  "1 July 2024",
  "",
])("%j is no certain time", (text) => {
  expect(readTime(text)).toBeUndefined();
});
