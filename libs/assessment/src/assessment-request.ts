import * as z from "zod/mini";
import { accountIdSchema, text, timeSchema, versionSchema } from "./parts";

/**
 * The detail of "S3 Bucket Assessment Requested": asks `security-auto-S3` to read a bucket and judge it. It says nothing about the
 * bucket, so it is no evidence.
 *
 * @example {@link ASSESSMENT_REQUEST_EXAMPLE}
 */
export const assessmentRequestSchema = z.object({
  version: versionSchema,
  /** Chosen by who asks; the assessment repeats it. */
  requestId: text(/^[\s\S]{1,128}$/),
  bucket: text(/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/),
  /** The account that owns the bucket. */
  accountId: accountIdSchema,
  /** Absent where it is not known: S3 says where the bucket is. */
  region: z.optional(text(/^[a-z]{2,5}-[a-z-]{2,20}-\d{1,2}$/)),
  requestedAt: timeSchema,
  /** In words for a person. */
  reason: z.optional(text(/^[\s\S]{0,1024}$/)),
  /** The id of the sweep that the request is part of. */
  sweep: z.optional(text(/^[\s\S]{0,128}$/)),
});

export type AssessmentRequest = z.infer<typeof assessmentRequestSchema>;
