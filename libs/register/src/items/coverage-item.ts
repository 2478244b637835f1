import { accountIdSchema, checksSchema, findingSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** Whether changes in a region of an account are seen, or with the region `global` what the account has once, as was found last. */
export const coverageItemSchema = z.object({
  ...kindOfItem("coverage"),
  account: accountIdSchema,
  region: z.string(),
  /** It is replaced only by a later one. */
  checkedAt: timeSchema,
  checks: checksSchema,
  /** Who made the call that led to it, and which; absent where it was read. */
  cause: z.optional(z.pick(findingSchema, { actor: true, change: true })),
  /** Only where the region is of no more interest: what is known of it is kept for a while. */
  expiresAt: expiresAtSchema,
});

export type CoverageItem = z.infer<typeof coverageItemSchema>;
