import * as z from "zod/mini";
import { askerSchema, versionSchema, wordsSchema } from "./parts";

const asked = { version: versionSchema, by: askerSchema };

/** By its id. */
const askedOfAction = { ...asked, action: wordsSchema(512) };

/**
 * What an operator asks `security-auto-S3-restrict` for, by invoking it: the payload of `lambda:InvokeFunction`.
 *
 * `approve`: apply what is planned. `undo`: restore what the bucket had, and leave it alone for some time. `enforcement`: whether
 * remediation may write at all; without `value` it is only said.
 *
 * @example
 * ```json
 * {
 *   "version": "1",
 *   "request": "undo",
 *   "action": "444455556666:ledger-archive:6f1c0b2a9d3e4f58-1",
 *   "owner": "noor@example.com",
 *   "reason": "the partner needs it until the migration is over",
 *   "expires": "2026-04-01",
 *   "by": "arn:aws:iam::111122223333:user/noor"
 * }
 * ```
 */
export const remediationRequestSchema = z.discriminatedUnion("request", [
  z.strictObject({
    ...askedOfAction,
    request: z.literal("approve"),
    owner: z.optional(wordsSchema(200)),
    reason: z.optional(wordsSchema(1000)),
  }),
  z.strictObject({
    ...askedOfAction,
    request: z.literal("undo"),
    /** Who answers for the bucket until then. */
    owner: wordsSchema(200),
    reason: wordsSchema(1000),
    /** How long the bucket is left alone: a date, which counts to its end in UTC, or a time with its zone. Default: 24 hours. */
    expires: z.optional(z.string()),
    /** Although the bucket was changed since. */
    force: z.optional(z.literal(true)),
  }),
  z.strictObject({
    ...asked,
    request: z.literal("enforcement"),
    value: z.optional(z.enum(["on", "off"])),
  }),
]);

export type RemediationRequest = z.infer<typeof remediationRequestSchema>;
