import { accountIdSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { kindOfItem } from "./parts";

/** Whether changes in a region of an account are seen, as the last sweep found. */
export const coverageSchema = z.object({
  ...kindOfItem("coverage"),
  account: accountIdSchema,
  region: z.string(),
  checkedAt: timeSchema,
  /** Each check by its name. `unknown`: it could not be made. */
  checks: z.readonly(
    z.record(
      z.string(),
      z.object({ result: z.enum(["ok", "wrong", "unknown"]), because: z.optional(z.string()) }),
    ),
  ),
});

export type Coverage = z.infer<typeof coverageSchema>;
