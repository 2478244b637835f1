import { accountIdSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** Places of buckets in `buckets`. */
const places = z.optional(z.set(z.int().check(z.nonnegative())));

/** One page of an account's buckets, as S3 listed it, and which of them were assessed since. */
export const sweepPageSchema = z.object({
  ...kindOfItem("sweep-page"),
  sweep: z.string(),
  account: accountIdSchema,
  /** From 1. */
  page: z.int().check(z.positive()),
  /** When the listing of the account began, with the first page. */
  listedAt: timeSchema,
  /** `region` is absent where S3 does not say. */
  buckets: z.readonly(z.array(z.object({ name: z.string(), region: z.optional(z.string()) }))),
  /** With what the next page is asked for. Absent: it is the last one. */
  next: z.optional(z.string()),
  /** Which buckets were assessed with each verdict. Absent: none. */
  holds: places,
  violates: places,
  unknown: places,
  expiresAt: expiresAtSchema,
});

export type SweepPage = z.infer<typeof sweepPageSchema>;
