import { timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** A sweep waits to be started: another one of the same scope need not. */
export const sweepWaitingSchema = z.object({
  ...kindOfItem("sweep-waiting"),
  /** `organization`, or an account. */
  scope: z.string(),
  /** The message that asked for it. */
  by: z.string(),
  /** After that it counts no more: it was lost. */
  until: timeSchema,
  expiresAt: expiresAtSchema,
});

export type SweepWaiting = z.infer<typeof sweepWaitingSchema>;
