import { findingRequestSchema, untilOf } from "./finding-request";

const NOW = new Date("2026-03-05T12:00:00Z");
const NO_DATE = "expected a date such as 2026-04-01, or a time such as 2026-04-01T12:00:00Z";

test.each<[string, string, string]>([
  ["a date counts to its end", "2026-04-01", "2026-04-01T23:59:59.999Z"],
  ["so does today", "2026-03-05", "2026-03-05T23:59:59.999Z"],
  ["a time", "2026-04-01T12:00:00Z", "2026-04-01T12:00:00.000Z"],
  ["a time of another zone", "2026-04-01T12:00+02:00", "2026-04-01T10:00:00.000Z"],
  ["29 February of a leap year", "2028-02-29T00:00:00Z", "too far"],
  ["400 days ahead", "2027-04-09T12:00:00Z", "2027-04-09T12:00:00.000Z"],
  ["a moment more", "2027-04-09T12:00:00.001Z", "too far"],
  ["a moment ago", "2026-03-05T11:59:59Z", "past"],
  ["now", "2026-03-05T12:00:00Z", "past"],
  ["yesterday", "2026-03-04", "past"],
  ["a date the calendar has not", "2026-02-30", "none"],
  ["a month it has not", "2026-13-01", "none"],
  ["an hour the day has not", "2026-04-01T25:00:00Z", "none"],
  ["a time without a zone", "2026-04-01T12:00:00", "none"],
  ["words", "tomorrow", "none"],
  ["nothing", "", "none"],
  ["another order", "01.04.2026", "none"],
])("%s", (_, expires, until) => {
  const errors: Readonly<Record<string, string>> = {
    none: NO_DATE,
    past: "expected a time in the future",
    "too far": "expected a time in at most 400 days",
  };
  const error = errors[until];
  expect(untilOf(expires, NOW)).toEqual(
    error === undefined ? { success: true, data: until } : { success: false, error },
  );
});

const REQUEST = {
  version: "1",
  request: "accept",
  finding: "444455556666:ledger-archive:nothing-public",
  owner: "noor@example.com",
  reason: "public downloads, reviewed",
  expires: "2026-04-01",
  by: "arn:aws:iam::111122223333:user/noor",
};

test.each<[string, object, readonly string[]]>([
  ["one that is whole", {}, []],
  ["no reason", { reason: "" }, ["reason: expected a text that is not blank"]],
  ["a blank owner", { owner: " \t" }, ["owner: expected a text that is not blank"]],
  ["an owner of 200 characters", { owner: "n".repeat(200) }, []],
  ["one of more", { owner: "n".repeat(201) }, ["owner: expected at most 200 characters"]],
  ["who asks, by name", { by: "noor" }, ["by: expected an ARN"]],
])("a request, %s: what is wrong is said in words", (_, more, issues) => {
  const { error } = findingRequestSchema.safeParse({ ...REQUEST, ...more });
  expect((error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual(issues);
});
