import { remediationSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { kindOfItem, revisionSchema } from "./parts";

/** A remediation, with what restores the bucket byte for byte. It is kept for good: an undo may be asked for at any time. */
export const actionItemSchema = z.object({
  ...kindOfItem("action"),
  remediation: remediationSchema,
  /** What each written part of the bucket was before: as S3 returned it, `null` where there was none. */
  prior: z.readonly(z.record(z.string(), z.nullable(z.string()))),
  revision: revisionSchema,
});

export type ActionItem = z.infer<typeof actionItemSchema>;
