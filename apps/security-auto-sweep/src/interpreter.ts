import { type SweepRequest, sweepRequestSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import * as z from "zod/mini";

const batchSchema = z.object({
  Records: z
    .array(
      z.looseObject({
        messageId: z.string(),
        body: z.string(),
        attributes: z.object({ SentTimestamp: z.string().check(z.regex(/^\d{1,15}$/)) }),
        eventSource: z.literal("aws:sqs"),
      }),
    )
    .check(z.minLength(1)),
});

export type Message = z.infer<typeof batchSchema>["Records"][number];

/** Messages of the queue. Each is read when it is worked on: one that cannot be read holds back no other. */
export interface MessagesTask {
  readonly kind: "messages";
  readonly messages: readonly Message[];
}

/** An operator asks for a sweep. */
export interface RequestTask {
  readonly kind: "request";
  readonly request: SweepRequest;
}

export type SweepTask = MessagesTask | RequestTask;

/** Says what an event asks of the function. It takes any value and never throws. */
export function interpret(event: unknown): Interpretation<SweepTask> {
  if (isRequest(event)) {
    const request = parse(sweepRequestSchema, event);
    return request.success
      ? { kind: "request", request: request.data }
      : { kind: "invalid", error: "not a request for a sweep", issues: request.error };
  }
  const batch = parse(batchSchema, event);
  return batch.success
    ? { kind: "messages", messages: batch.data.Records }
    : { kind: "invalid", error: "not a batch of messages", issues: batch.error };
}

/** What Lambda delivers from a queue has no such key. */
function isRequest(event: unknown): boolean {
  return typeof event === "object" && event !== null && "request" in event;
}
