import { accessInWords, ageInWords, many, timeInWords } from "./words";

const AT = "2026-03-04T09:14:02.120Z";

test.each([
  ["a moment", "2026-03-04T09:14:30Z", "0 minutes"],
  ["a minute", "2026-03-04T09:15:30Z", "1 minute"],
  ["hours", "2026-03-05T09:15:30Z", "24 hours"],
  ["days", "2026-04-05T09:15:30Z", "32 days"],
  ["a clock that is behind", "2026-03-04T09:13:00Z", "0 minutes"],
])("%s", (_what, until, words) => {
  expect(ageInWords(AT, until)).toBe(words);
});

test("times are those of UTC, and counts have their plural", () => {
  expect(timeInWords(AT)).toBe("2026-03-04 09:14 UTC");
  expect([many(1, "bucket"), many(12_345, "bucket")]).toEqual(["1 bucket", "12,345 buckets"]);
});

test("an interval says what is certain, and what cannot be excluded", () => {
  expect(accessInWords("public", "public")).toBe("Who can access it: anyone.");
  expect(accessInWords("private", "public")).toMatch(
    /^Who can certainly access it: the bucket owner's account.*up to anyone\.$/,
  );
});
