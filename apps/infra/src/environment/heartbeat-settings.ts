import * as z from "zod";

const MINUTES = { minute: 1, hour: 60, day: 24 * 60 } as const;

const EXPRESSION = /^rate\((\d{1,4}) (minute|hour|day)s?\)$/;

const LEAST_MINUTES = 5;
const MOST_MINUTES = MINUTES.day;

/** @returns NaN for what is no such expression */
function minutesOf(schedule: string): number {
  const [, count, unit] = EXPRESSION.exec(schedule) ?? [];
  return Number(count) * MINUTES[unit as keyof typeof MINUTES];
}

/** Not of what is no expression: that is told by itself. */
const isOutside = (minutes: number): boolean => minutes < LEAST_MINUTES || minutes > MOST_MINUTES;

export const heartbeatSettingsSchema = z.strictObject({
  schedule: z
    .string({ error: "a string" })
    .regex(EXPRESSION, "such as rate(1 hour)")
    .refine((schedule) => !isOutside(minutesOf(schedule)), "5 minutes to 1 day")
    .default("rate(1 hour)")
    .describe(
      "With heartbeat: how often each account changes its bucket, as EventBridge Scheduler takes it.",
    ),
});

/** How often accounts send heartbeats. */
export interface HeartbeatSettings {
  readonly schedule: string;
  readonly minutes: number;
}

/** The settings of a file, which may give none. */
export function heartbeatSettings(
  heartbeat: boolean | z.output<typeof heartbeatSettingsSchema>,
): HeartbeatSettings {
  const { schedule } = heartbeatSettingsSchema.parse(typeof heartbeat === "boolean" ? {} : heartbeat);
  return { schedule, minutes: minutesOf(schedule) };
}
