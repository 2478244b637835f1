import { accountIdSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** Somebody answers for a finding until a time: it is not announced and not remediated until then. */
export const suppressionSchema = z.object({
  ...kindOfItem("suppression"),
  account: accountIdSchema,
  bucket: z.string(),
  /** The finding that is suppressed. */
  finding: z.string(),
  owner: z.string().check(z.minLength(1)),
  reason: z.string().check(z.minLength(1)),
  since: timeSchema,
  until: timeSchema,
  expiresAt: expiresAtSchema,
});

export type Suppression = z.infer<typeof suppressionSchema>;
