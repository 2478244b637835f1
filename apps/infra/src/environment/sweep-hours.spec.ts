import { sweepHours } from "./sweep-hours";

test.each<[schedule: string, hours: number | undefined]>([
  ["rate(1 day)", 24],
  ["rate(12 hours)", 12],
  ["rate(90 minutes)", 1.5],
  ["rate(7 days)", 168],
  ["cron(0 3 * * ? *)", 24],
  ["cron(30 3 ? * * *)", 24],
  ["cron(0 3 ? * MON *)", undefined],
  ["cron(0 3 1 * ? *)", undefined],
  ["cron(0 */6 * * ? *)", undefined],
  ["off", undefined],
])("%s is a sweep every %s hours", (schedule, hours) => {
  expect(sweepHours(schedule)).toBe(hours);
});
