import * as z from "zod/mini";
import { lenient } from "./lenient";

/**
 * What EventBridge puts around every event. Required is what decides whether an event concerns us; the rest is
 * there in everything EventBridge delivers, but an event is not rejected for the lack of it.
 *
 * @example
 * ```json
 * {
 *   "version": "0",
 *   "id": "6f1c0b1e-8f0e-4d0f-9d52-0c7c5a0b7d11",
 *   "detail-type": "AWS API Call via CloudTrail",
 *   "source": "aws.s3",
 *   "account": "210987654321",
 *   "time": "2026-02-11T09:30:12Z",
 *   "region": "us-west-2",
 *   "resources": [],
 *   "detail": { "eventName": "PutBucketTagging" }
 * }
 * ```
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export const eventBridgeEnvelopeSchema = z.object({
  source: z.string(),
  "detail-type": z.string(),
  /** Of any shape: what it must be depends on `detail-type`. */
  detail: z.optional(z.unknown()),
  /** EventBridge's id of this delivery, another than `detail.eventID`. Absent only in events written by hand. */
  id: lenient(z.string()),
  /** The account whose bus received the event first. Absent only in events written by hand. */
  account: lenient(z.string()),
  /** Absent only in events written by hand. */
  time: lenient(z.string()),
  /** Absent only in events written by hand. */
  region: lenient(z.string()),
  /** Present only in an event that a replay of an archive delivers again. */
  "replay-name": lenient(z.string()),
});

/** @see {@link eventBridgeEnvelopeSchema} */
export type EventBridgeEnvelope = z.infer<typeof eventBridgeEnvelopeSchema>;
