import * as z from "zod/mini";
import { kindOfItem } from "./parts";

/** How often something happened in one hour, such as remediations of an account. */
export const counterSchema = z.object({
  ...kindOfItem("counter"),
  /** What is counted, such as `remediation:444455556666`. */
  counter: z.string(),
  /** The hour's beginning, such as `2026-03-04T09`. */
  hour: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/)),
  count: z.int().check(z.positive()),
  /** In seconds since 1970. */
  expiresAt: z.int().check(z.positive()),
});

export type Counter = z.infer<typeof counterSchema>;
