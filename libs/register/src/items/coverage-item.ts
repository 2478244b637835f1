import { accountIdSchema, checksSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { kindOfItem } from "./parts";

/** Whether changes in a region of an account are seen, or with the region `global` what the account has once, as was found last. */
export const coverageItemSchema = z.object({
  ...kindOfItem("coverage"),
  account: accountIdSchema,
  region: z.string(),
  /** It is replaced only by a later one. */
  checkedAt: timeSchema,
  checks: checksSchema,
});

export type CoverageItem = z.infer<typeof coverageItemSchema>;
