/** `2026-03-04T09:14:05.120Z` as `2026-03-04 09:14:05 UTC`; what is no such time, as strangers' text is shown. */
export function spoken(time: string, show: (text: string) => string): string {
  const [, date, clock] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(time) ?? [];
  return date === undefined || clock === undefined ? show(time) : `${date} ${clock} UTC`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units of the time between: `1 day and 2 hours`. */
export function duration(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  const parts = [
    [Math.floor(ms / DAY), "day"],
    [Math.floor((ms % DAY) / HOUR), "hour"],
    [Math.floor((ms % HOUR) / MINUTE), "minute"],
  ] as const;
  const largest = parts.findIndex(([count]) => count > 0);
  if (largest === -1) return "less than a minute";
  return parts
    .slice(largest, largest + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" and ");
}
