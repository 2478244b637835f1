import type { LocalMinute, Schedule } from "../state/schedule";

/**
 * Whether a schedule invokes its target in the minute of `at` (ms since 1970). A rate is counted from the start of the schedule,
 * which without a start date is not known: it is always due.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function isDue({ enabled, expression, timeZone, start, end }: Schedule, at: number): boolean {
  if (!enabled || at < (start ?? -Infinity) || at > (end ?? Infinity)) return false;
  switch (expression.kind) {
    case "rate":
      return start === undefined || (minuteOf(at) - minuteOf(start)) % expression.period === 0;
    case "at":
      return textOf(localMinute(at, timeZone)) === expression.time.slice(0, 16);
    case "cron":
      return expression.matches(localMinute(at, timeZone));
  }
}

const minuteOf = (at: number): number => Math.floor(at / 60_000) * 60_000;

function localMinute(at: number, timeZone: string): LocalMinute {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? NaN;
  const [year, month, day] = [part("year"), part("month"), part("day")];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
  return { year, month, day, hour: part("hour"), minute: part("minute"), weekday };
}

function textOf({ year, month, day, hour, minute }: LocalMinute): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
