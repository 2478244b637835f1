import { type Assessment, assessmentSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import * as z from "zod/mini";
import { UnreadableMessageError } from "./unreadable-message-error";

const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })).check(z.minLength(1)),
});

/** What EventBridge puts into the queue. */
const messageSchema = z.object({ detail: assessmentSchema });

/** Assessments that say `violates`. */
export interface ViolatedTask {
  readonly kind: "violated";
  readonly assessments: readonly Assessment[];
}

/**
 * Says what an event asks of the function.
 *
 * @throws UnreadableMessageError for a message without an assessment of this version: it must not be lost, so it goes to the failure queue
 */
export function interpret(event: unknown): Interpretation<ViolatedTask> {
  const batch = parse(batchSchema, event);
  if (!batch.success) return { kind: "invalid", error: "not a batch of messages", issues: batch.error };
  return { kind: "violated", assessments: batch.data.Records.map(assessmentOf) };
}

function assessmentOf({ messageId, body }: { readonly messageId: string; readonly body: string }) {
  const read = parse(messageSchema, jsonOf(body));
  if (!read.success) throw new UnreadableMessageError(messageId, read.error);
  return read.data.detail;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
