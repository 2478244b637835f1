import { accountIdSchema, sweepCounts } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** One account of a sweep. */
export const sweepAccountSchema = z.object({
  ...kindOfItem("sweep-account"),
  sweep: z.string(),
  account: accountIdSchema,
  /** `open`: its buckets are being listed and assessed, and its pages tell how far. */
  state: z.enum(["open", "not covered", "done"]),
  /** Only where its buckets could not be listed, or not all of them. */
  because: z.optional(z.string()),
  /** What its pages came to. `0` as long as it is open. */
  listed: sweepCounts.listed,
  assessed: sweepCounts.assessed,
  byVerdict: sweepCounts.byVerdict,
  expiresAt: expiresAtSchema,
});

export type SweepAccount = z.infer<typeof sweepAccountSchema>;
