import type { Schedule } from "../state/schedule";
import { readExpression } from "./expression";
import { isDue } from "./is-due";

function schedule(text: string, more: Partial<Schedule> = {}): Schedule {
  const expression = readExpression(text);
  if (!expression.success) throw new Error(expression.error);
  return {
    name: "nightly",
    group: "default",
    arn: "arn:aws:scheduler:us-west-2:111122223333:schedule/default/nightly",
    groupArn: "arn:aws:scheduler:us-west-2:111122223333:schedule-group/default",
    accountId: "111122223333",
    region: "us-west-2",
    enabled: true,
    expression: expression.data,
    timeZone: "UTC",
    targetArn: "",
    roleArn: "",
    input: "",
    retries: 0,
    createdAt: 0,
    described: {},
    ...more,
  };
}

const THURSDAY = "2026-03-05T02:00:00Z";

test.each<[string, string, boolean, Partial<Schedule>?]>([
  ["cron(0 2 * * ? *)", THURSDAY, true],
  ["cron(0 2 * * ? *)", "2026-03-05T02:00:59Z", true],
  ["cron(0 2 * * ? *)", "2026-03-05T02:01:00Z", false],
  ["cron(0/15 * * * ? *)", "2026-03-05T07:45:00Z", true],
  ["cron(0/15 * * * ? *)", "2026-03-05T07:46:00Z", false],
  ["cron(0 2 ? * MON-FRI *)", THURSDAY, true],
  ["cron(0 2 ? * SAT,SUN *)", THURSDAY, false],
  ["cron(0 2 ? * 5 *)", THURSDAY, true],
  ["cron(0 2 5 MAR ? 2026-2030)", THURSDAY, true],
  ["cron(0 2 5 4 ? *)", THURSDAY, false],
  ["cron(0 2 * * ? *)", "2026-03-05T10:00:00Z", true, { timeZone: "America/Los_Angeles" }],
  ["cron(0 2 * * ? *)", "2026-07-05T09:00:00Z", true, { timeZone: "America/Los_Angeles" }],
  ["cron(0 0 * * ? *)", "2026-03-05T00:00:00Z", true],
  ["at(2026-03-05T02:00:00)", THURSDAY, true],
  ["at(2026-03-05T02:00:00)", "2026-03-06T02:00:00Z", false],
  ["rate(1 day)", "2026-03-05T17:23:00Z", true],
  ["rate(2 hours)", "2026-03-05T06:00:00Z", true, { start: Date.parse(THURSDAY) }],
  ["rate(2 hours)", "2026-03-05T05:00:00Z", false, { start: Date.parse(THURSDAY) }],
  ["rate(1 day)", "2026-03-05T01:59:00Z", false, { start: Date.parse(THURSDAY) }],
  ["rate(1 day)", "2026-03-05T02:01:00Z", false, { end: Date.parse(THURSDAY) }],
  ["rate(1 day)", THURSDAY, false, { enabled: false }],
])("%s at %s: %s", (text, at, due, more = {}) => {
  expect(isDue(schedule(text, more), Date.parse(at))).toBe(due);
});

test.each([
  ["every day", "is none of rate(...), at(...) and cron(...)"],
  ["rate(1 week)", "is no rate"],
  ["rate(0 days)", "is no rate"],
  ["at(tomorrow)", "is no time of the form"],
  ["cron(0 2 * * ?)", "has not the six fields"],
  ["cron(0 2 * * * *)", "needs a ?"],
  ["cron(0 2 ? * ? *)", "needs a ?"],
  ["cron(60 2 * * ? *)", "has 60 for its minute"],
  ["cron(0 2 L * ? *)", "has L for its day"],
  ["cron(5-1 2 * * ? *)", "has 5-1 for its minute"],
  ["cron(0/0 2 * * ? *)", "has 0/0 for its minute"],
])("%s %s", (text, message) => {
  expect(readExpression(text)).toMatchObject({
    success: false,
    error: expect.stringContaining(message) as string,
  });
});
