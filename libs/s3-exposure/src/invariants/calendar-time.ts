const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY_LENGTH = "2026-12-31".length;

/** Whether a text is a day (`2026-12-31`) or a time in UTC (`2026-12-31T17:00:00Z`) that the calendar has. */
export function isCalendarTime(text: string): boolean {
  if (!DAY.test(text) && !TIME.test(text)) return false;
  // Date takes the 31st of February for the 3rd of March.
  const day = text.slice(0, DAY_LENGTH);
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) && !Number.isNaN(Date.parse(text));
}
