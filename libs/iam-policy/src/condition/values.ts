/** Decimal notation only, and no more digits than compare exactly; `undefined` for anything else. */
export function readNumber(text: string): number | undefined {
  const isDecimal = /^-?\d+$/.test(text) || /^-?\d+\.\d+$/.test(text);
  return isDecimal && text.replace(/[-.]/g, "").length <= 15 ? Number(text) : undefined;
}

const EPOCH_SECONDS = /^\d{5,12}$/;
const FORMS = [
  /^\d{4}-\d{2}-\d{2}$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,3}(?:Z|[+-]\d{2}:\d{2})$/,
];

/** Milliseconds since 1970, of an ISO 8601 date or time with zone, or of epoch seconds; `undefined` for anything else. */
export function readTime(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  if (!FORMS.some((form) => form.test(text))) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) || !existsInCalendar(text.slice(0, 10)) ? undefined : time;
}

/** Date.parse takes 30 February for 2 March. */
function existsInCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
