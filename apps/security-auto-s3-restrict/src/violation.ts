import { type Assessment, assessmentSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import * as z from "zod/mini";
import type { WriteRoleIn } from "./configuration";
import type { Message } from "./interpreter";

/** What EventBridge puts into the queue. */
const messageSchema = z.object({ detail: assessmentSchema });

/** An assessment of one bucket. */
export type BucketAssessment = Assessment & { readonly bucket: string };

/** A message that ought to hold an assessment of this version does not. */
class UnreadableMessageError extends Error {
  override readonly name = "UnreadableMessageError";

  constructor(messageId: string, issues: readonly { readonly path: string; readonly message: string }[]) {
    const places = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super(`message ${messageId} holds no assessment of version 1: ${places}`);
  }
}

/**
 * The assessment in a message; `undefined` where it says of no single bucket that it violates an invariant.
 *
 * @throws UnreadableMessageError for a message without an assessment of this version: it must not be lost, so it goes to the failure queue
 */
export function violationIn({ messageId, body }: Message): BucketAssessment | undefined {
  const read = parse(messageSchema, jsonOf(body));
  if (!read.success) throw new UnreadableMessageError(messageId, read.error);
  const { detail } = read.data;
  const { bucket, scope, verdict } = detail;
  return bucket === null || scope !== "bucket" || verdict !== "violates" ? undefined : { ...detail, bucket };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a change was made in the role in which this function writes: answering it would be answering itself. */
export function isOwnChange(assessment: BucketAssessment, roleIn: WriteRoleIn): boolean {
  if (assessment.cause !== "change") return false;
  const role = roleIn(assessment.accountId);
  return role !== undefined && assessment.actor["issuerArn"] === role;
}
