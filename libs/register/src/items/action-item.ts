import { remediationSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { kindOfItem, revisionSchema } from "./parts";
import { recordedSettingsSchema } from "./recorded-settings";

/** A remediation, with what restores the bucket byte for byte. It is kept for good: an undo may be asked for at any time. */
export const actionItemSchema = z.object({
  ...kindOfItem("action"),
  /** As it was after its last transition, in the words of the contract. */
  remediation: remediationSchema,
  /** Of the plan and of what it was made from: what is applied is what was announced. */
  digest: z.string(),
  /** What the bucket had before anything was written. */
  prior: recordedSettingsSchema,
  /** What the bucket has once every step is made. */
  left: recordedSettingsSchema,
  /** The invariants that have to hold then. */
  invariants: z.readonly(z.array(z.string())),
  /** What the bucket had when it was last read after a write. Absent: that was never read. */
  stands: z.optional(recordedSettingsSchema),
  /** Who asked for its undo, and why; written before the undo is. Absent: nobody did. */
  undo: z.optional(
    z.object({
      /** The ARN of who asked. */
      by: z.string(),
      owner: z.string(),
      reason: z.string(),
      at: timeSchema,
      /** Whether it was to be undone although the bucket was changed since. */
      force: z.boolean(),
    }),
  ),
  /** Which request applies or undoes it, and until when at most: others leave it to that until then. */
  claim: z.optional(z.object({ by: z.string(), until: timeSchema })),
  /** Whether `remediation` is still to be put on the private bus. */
  unpublished: z.optional(z.literal(true)),
  revision: revisionSchema,
});

export type ActionItem = z.infer<typeof actionItemSchema>;
