import * as z from "zod/mini";
import { accountIdSchema, timeSchema, versionSchema } from "./parts";

const count = z.int().check(z.nonnegative());

/** An account of a sweep whose buckets were not listed, or not all of them. */
export const notCoveredSchema = z.object({ account: accountIdSchema, because: z.string() });

/** What a sweep has come to: `listed` is `assessed` and `failed` together once it has ended. */
export const sweepCounts = {
  /** Accounts that it was to cover, those included that it did not. */
  accounts: count,
  /** Accounts of the organization that are suspended or about to be closed: left out. */
  suspended: z.readonly(z.array(accountIdSchema)),
  /** 500 at most. */
  notCovered: z.readonly(z.array(notCoveredSchema)),
  /** How many more were not covered than are named; absent: none. */
  moreNotCovered: z.optional(count),
  /** Buckets. */
  listed: count,
  assessed: count,
  /** Of which no assessment came. */
  failed: count,
  byVerdict: z.object({ holds: count, violates: count, unknown: count }),
};

/**
 * The detail of "S3 Sweep Finished": every bucket of the organization, or of one account, was asked to be assessed, and this came of it.
 *
 * @example {@link SWEEP_EXAMPLE}
 */
export const sweepSchema = z.object({
  version: versionSchema,
  /** Its id: when it began, and a part that makes it the only one of that time. */
  sweep: z.string(),
  /** Only where it is of one account. */
  account: z.optional(accountIdSchema),
  /** What led to it, in words. */
  reason: z.string(),
  startedAt: timeSchema,
  finishedAt: timeSchema,
  ...sweepCounts,
  /** Buckets of which no assessment came, 100 at most. */
  missing: z.readonly(z.array(z.object({ account: accountIdSchema, bucket: z.string() }))),
});

export type Sweep = z.infer<typeof sweepSchema>;
