const HOURS = { minute: 1 / 60, hour: 1, day: 24 } as const;

/** A day, a month and a day of the week that a daily schedule leaves open. */
const ANY = ["*", "?"];

/**
 * How many hours pass between two sweeps, as the schedule says; `undefined` where it is off, or has no fixed interval that is read here.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function sweepHours(schedule: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (count !== undefined && unit !== undefined) return Number(count) * HOURS[unit as keyof typeof HOURS];
  const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] =
    /^cron\((.*)\)$/.exec(schedule)?.[1]?.trim().split(/\s+/) ?? [];
  const isOnce = /^\d+$/.test(minute) && /^\d+$/.test(hour);
  return isOnce && [day, month, weekday, year].every((field) => ANY.includes(field)) ? 24 : undefined;
}
