import { type AlarmEntry, ALARMS } from "./alarm-table";

/** What an alarm's name begins with, by what it watches. */
const NAMED_AFTER = {
  function: "FUNCTION",
  "function that is invoked": "FUNCTION",
  "function with a queue": "FUNCTION",
  queue: "QUEUE",
  "failure queue": "security-auto-failures",
  rule: "RULE",
  schedule: "SCHEDULE",
  system: "FUNCTION",
} as const satisfies Record<AlarmEntry["for"], string>;

/** When and why each alarm goes off, and what to do then, as sections of a Markdown page. */
export function alarmRunbook(): string {
  const entries: readonly AlarmEntry[] = Object.values(ALARMS);
  return entries.map(section).join("\n\n");
}

function section(entry: AlarmEntry): string {
  const { suffix, why, todo } = entry;
  return [
    `### \`${NAMED_AFTER[entry.for]}${suffix}\``,
    why,
    `It goes off when ${condition(entry)}.`,
    todo.map((step, index) => `${index + 1}. ${upper(step)}.`).join("\n"),
  ].join("\n\n");
}

function condition({
  reads: { namespace, metrics },
  statistic,
  growth,
  periodMinutes,
  periods,
  comparison,
  threshold,
  missing,
}: AlarmEntry): string {
  const what = metrics.map((metric) => `\`${metric}\``).join(" + ");
  const measured = growth === true ? `the growth of ${what}` : `the ${statistic.toLowerCase()} of ${what}`;
  const time = `${periods === 1 ? "one period" : `${periods} periods in a row`} of ${periodMinutes} minutes`;
  const silence = missing === "breaching" ? ", or there is no value at all" : "";
  return `${measured} (\`${namespace}\`) is ${comparison} ${threshold.toLocaleString("en")} in ${time}${silence}`;
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
