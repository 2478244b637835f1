import { accountIdSchema, sweepCounts, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

const count = z.int().check(z.nonnegative());

/** One sweep, of the organization or of one account. Its counts grow while it is under way. */
export const sweepItemSchema = z.object({
  ...kindOfItem("sweep"),
  /** Begins with the time it was started, so that sweeps stand in order. */
  sweep: z.string(),
  /** Only where it is of one account. */
  account: z.optional(accountIdSchema),
  /** What led to it, in words. */
  reason: z.string(),
  startedAt: timeSchema,
  /** Absent: it is under way. */
  finishedAt: z.optional(timeSchema),
  ...sweepCounts,
  /** Accounts of which all is assessed, or no more can be. */
  accountsEnded: count,
  /** How many checks in a row found nothing more that was listed, assessed or given up. */
  quietChecks: count,
  /** The check that is to come: one of another number is a duplicate. */
  nextCheck: count,
  expiresAt: expiresAtSchema,
});

export type SweepItem = z.infer<typeof sweepItemSchema>;
