import * as z from "zod/mini";
import { accountIdSchema, askerSchema, versionSchema } from "./parts";

/**
 * What an operator asks `security-auto-sweep` for, by invoking it: the payload of `lambda:InvokeFunction`. The answer has the id of the
 * sweep, which goes on after it.
 *
 * @example
 * ```json
 * { "version": "1", "request": "sweep", "account": "444455556666", "by": "arn:aws:iam::111122223333:user/noor" }
 * ```
 */
export const sweepRequestSchema = z.strictObject({
  version: versionSchema,
  request: z.literal("sweep"),
  /** Absent: every account. */
  account: z.optional(accountIdSchema),
  by: askerSchema,
});

export type SweepRequest = z.infer<typeof sweepRequestSchema>;
