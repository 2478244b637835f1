import * as z from "zod/mini";
import { accountIdSchema, timeSchema, versionSchema } from "./parts";

/**
 * The detail of "S3 Buckets Not Listed": buckets of the register that a complete listing of their account did not have. One that was
 * created or assessed since is named too, so whoever reads it compares times.
 *
 * @example {@link BUCKETS_NOT_LISTED_EXAMPLE}
 */
export const bucketsNotListedSchema = z.object({
  version: versionSchema,
  /** The id of the sweep that listed the account. */
  sweep: z.string(),
  accountId: accountIdSchema,
  /** When the listing began: a bucket that was created later may be missing from it. */
  listedAt: timeSchema,
  /** At most 500; an account may have several such events. */
  buckets: z.readonly(z.array(z.string()).check(z.maxLength(500))),
});

export type BucketsNotListed = z.infer<typeof bucketsNotListedSchema>;
