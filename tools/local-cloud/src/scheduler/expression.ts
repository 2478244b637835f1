import type { Expression, LocalMinute } from "../state/schedule";

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
};
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

interface Field {
  readonly name: keyof LocalMinute;
  readonly least: number;
  readonly most: number;
  /** Of the values, from the least on. */
  readonly words?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day", least: 1, most: 31 },
  { name: "month", least: 1, most: 12, words: MONTHS },
  { name: "weekday", least: 1, most: 7, words: WEEKDAYS },
  { name: "year", least: 1970, most: 2199 },
];

/**
 * Reads `rate(...)`, `at(...)` or `cron(...)`.
 *
 * @returns why it is none: Scheduler's rules, or what is not done here (`L`, `W` and `#`)
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function readExpression(
  text: string,
):
  | { readonly success: true; readonly data: Expression }
  | { readonly success: false; readonly error: string } {
  const [, kind, inner = ""] = /^(rate|at|cron)\((.*)\)$/.exec(text) ?? [];
  switch (kind) {
    case "rate":
      return rate(inner);
    case "at":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner)
        ? { success: true, data: { kind, time: inner } }
        : { success: false, error: "is no time of the form at(yyyy-mm-ddThh:mm:ss)" };
    case "cron":
      return cron(inner.trim().split(/\s+/));
    default:
      return { success: false, error: "is none of rate(...), at(...) and cron(...)" };
  }
}

type Read = ReturnType<typeof readExpression>;

function rate(inner: string): Read {
  const [, count, unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? [];
  const period = Number(count) * (UNITS[unit] ?? NaN);
  return period > 0
    ? { success: true, data: { kind: "rate", period } }
    : { success: false, error: "is no rate such as rate(1 day)" };
}

function cron(parts: readonly string[]): Read {
  if (parts.length !== FIELDS.length) {
    return {
      success: false,
      error: "has not the six fields of cron: minutes hours day-of-month month day-of-week year",
    };
  }
  const [, , day, , weekday] = parts;
  if ((day === "?") === (weekday === "?")) {
    return {
      success: false,
      error: "needs a ? for the day of the month or for the day of the week, and for one of them",
    };
  }
  const sets: (readonly [keyof LocalMinute, ReadonlySet<number>])[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const values = valuesOf(parts[index] ?? "", field);
    if (values === undefined)
      return { success: false, error: `has ${parts[index] ?? ""} for its ${field.name}` };
    sets.push([field.name, values]);
  }
  const matches = (time: LocalMinute) => sets.every(([name, values]) => values.has(time[name]));
  return { success: true, data: { kind: "cron", matches } };
}

function valuesOf(text: string, field: Field): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step, ...others] = part.split("/");
    const ends = endsOf(range, step !== undefined, field);
    if (ends === undefined || others.length > 0 || !/^[1-9]\d*$/.test(step ?? "1")) return undefined;
    for (let value = ends[0]; value <= ends[1]; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

function endsOf(range: string, isStepped: boolean, field: Field): readonly [number, number] | undefined {
  const { least, most } = field;
  if (range === "*" || range === "?") return [least, most];
  const [first = "", last] = range.split("-");
  const from = valueOf(first, field);
  const to = last === undefined ? (isStepped ? most : from) : valueOf(last, field);
  return from === undefined || to === undefined || from > to ? undefined : [from, to];
}

function valueOf(text: string, { least, most, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toUpperCase());
  const value = word === -1 ? Number(text) : word + least;
  return /^\w+$/.test(text) && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
