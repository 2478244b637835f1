import { unknown, yesOrNo } from "../answer";
import { type Operator, pair, parsed, single } from "./operator";

function comparison(compare: (wanted: number, found: number) => boolean) {
  return parsed("date", readDate, (wanted, found) => yesOrNo(compare(wanted, found)), unknown);
}

export const dateOperators: readonly (readonly [string, Operator])[] = [
  ...pair(
    "DateEquals",
    "DateNotEquals",
    comparison((wanted, found) => found === wanted),
  ),
  ...single(
    "DateLessThan",
    comparison((wanted, found) => found < wanted),
  ),
  ...single(
    "DateLessThanEquals",
    comparison((wanted, found) => found <= wanted),
  ),
  ...single(
    "DateGreaterThan",
    comparison((wanted, found) => found > wanted),
  ),
  ...single(
    "DateGreaterThanEquals",
    comparison((wanted, found) => found >= wanted),
  ),
];

const FORMS = [
  /^\d{4}-\d{2}-\d{2}$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,3}(?:Z|[+-]\d{2}:\d{2})$/,
];
const EPOCH_SECONDS = /^\d{5,12}$/;

/** Milliseconds since 1970, of an ISO 8601 date or time with zone, or of epoch seconds. */
function readDate(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  if (!FORMS.some((form) => form.test(text))) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time) || !existsInCalendar(text.slice(0, 10))) return undefined;
  return time;
}

/** Date.parse takes 30 February for 2 March. */
function existsInCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
