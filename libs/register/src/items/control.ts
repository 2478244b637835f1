import { timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { kindOfItem } from "./parts";

/** Whether remediation may write. It is read before every write. */
export const controlSchema = z.object({
  ...kindOfItem("control"),
  control: z.literal("enforcement"),
  value: z.enum(["on", "off"]),
  at: timeSchema,
  by: z.string(),
});

export type Control = z.infer<typeof controlSchema>;
