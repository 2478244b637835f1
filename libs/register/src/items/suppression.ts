import { accountIdSchema, exceptionSchema, exposureSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem, revisionSchema } from "./parts";

/** Somebody answers for a finding until a time. It is not remediated until then. */
export const suppressionSchema = z.object({
  ...kindOfItem("suppression"),
  account: accountIdSchema,
  /** `null` where the finding is of no single bucket. */
  bucket: z.nullable(z.string()),
  /** The id of the finding. */
  finding: z.string(),
  /** `accepted`: it is meant to be so, and the finding is closed. `suppressed`: the finding stays open, and nobody is mailed. */
  kind: z.enum(["accepted", "suppressed"]),
  exception: exceptionSchema,
  /** How open the bucket certainly was when that was written: it counts for nothing worse. `null` where the finding does not say. */
  exposure: z.nullable(exposureSchema),
  /** Which checks failed then, where the finding is about coverage: it counts for no others. */
  checks: z.optional(z.readonly(z.array(z.string()))),
  since: timeSchema,
  revision: revisionSchema,
  expiresAt: expiresAtSchema,
});

export type Suppression = z.infer<typeof suppressionSchema>;
