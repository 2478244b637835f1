import { timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

const count = z.int().check(z.nonnegative());

/** One sweep over the organization. Its counts grow while it is under way. */
export const sweepItemSchema = z.object({
  ...kindOfItem("sweep"),
  sweep: z.string(),
  startedAt: timeSchema,
  /** Absent: it is under way. */
  finishedAt: z.optional(timeSchema),
  accounts: count,
  /** Accounts whose buckets could not be listed. */
  notCovered: z.readonly(z.array(z.string())),
  listed: count,
  assessed: count,
  failed: count,
  expiresAt: expiresAtSchema,
});

export type SweepItem = z.infer<typeof sweepItemSchema>;
