import { remediationSchema } from "@security-auto/assessment";
import * as z from "zod/mini";

/** What the function that remediates answers: how the remediation stands then, or whether remediation may write. */
export const answerSchema = z.object({
  action: z.optional(remediationSchema),
  outcome: z.optional(z.enum(["applied", "failed", "refused", "changed", "undone", "differs"])),
  /** What was changed since an action, where it is not undone because of that. */
  differences: z.optional(z.readonly(z.array(z.string()))),
  /** `at` and `by` are absent where nobody ever switched it. */
  enforcement: z.optional(
    z.object({ value: z.enum(["on", "off"]), at: z.optional(z.string()), by: z.optional(z.string()) }),
  ),
});

export type Answer = z.output<typeof answerSchema>;
