import * as z from "zod";
import { wholeNumber } from "./whole-number";

/** What EventBridge Scheduler takes, less schedules of a single time. */
const EXPRESSION = /^(off|rate\(\d{1,5} (minutes?|hours?|days?)\)|cron\([A-Za-z0-9*?,/L#W -]{1,200}\))$/;

export const sweepSettingsSchema = z.strictObject({
  schedule: z
    .string({ error: "a string" })
    .regex(EXPRESSION, "rate(1 day), cron(0 3 * * ? *) in UTC, or off")
    .default("rate(1 day)")
    .describe("With sweep: when the organization is swept, as EventBridge Scheduler takes it, or off."),
  bucketsPerSecondPerAccount: wholeNumber(1, 50)
    .default(5)
    .describe("With sweep: so many buckets of an account are asked for in a second, on average."),
});

/** How an environment sweeps. */
export type SweepSettings = z.output<typeof sweepSettingsSchema>;

/** The settings of a file, which may give none. */
export function sweepSettings(sweep: boolean | SweepSettings): SweepSettings {
  return typeof sweep === "boolean" ? sweepSettingsSchema.parse({}) : sweep;
}
