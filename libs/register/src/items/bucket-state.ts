import { accountIdSchema, assessmentSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem } from "./parts";

/** What was read last of a bucket. */
export const bucketStateSchema = z.object({
  ...kindOfItem("bucket-state"),
  account: accountIdSchema,
  bucket: z.string(),
  region: z.string(),
  /** That of the assessment: a state is replaced only by a later one. */
  observedAt: timeSchema,
  /** When the last change came of which an event told; absent where none did. A sweep that finds the bucket as it is does not change it. */
  changedAt: z.optional(timeSchema),
  /** The last assessment, with less evidence where it would be larger than 100 KB. */
  assessment: assessmentSchema,
  /** Invariants that a tag of the bucket made apply, now or before: who takes the tag off does not excuse it. */
  applied: z.readonly(z.array(z.string())),
  /** How many assessments in a row could not read all that the verdict needs. */
  unread: z.int().check(z.nonnegative()),
  /** Only where the bucket was deleted: its state is kept for a while. */
  expiresAt: expiresAtSchema,
});

export type BucketState = z.infer<typeof bucketStateSchema>;
