import { type RemediationRequest, remediationRequestSchema, untilOf } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import type { Interpretation } from "@security-auto/handler";
import * as z from "zod/mini";

const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })).check(z.minLength(1)),
});

/** Messages of the queue. Each is read when it is worked on: one that cannot be read holds back no other. */
export interface MessagesTask {
  readonly kind: "messages";
  readonly messages: readonly Message[];
}

export type Message = z.infer<typeof batchSchema>["Records"][number];

/** An operator asks for something. */
export interface RequestTask {
  readonly kind: "request";
  readonly request: Asked;
}

/** `until`: how long a bucket is left alone after an undo. */
export type Asked =
  | Exclude<RemediationRequest, { readonly request: "undo" }>
  | (Extract<RemediationRequest, { readonly request: "undo" }> & { readonly until: string });

export type RestrictTask = MessagesTask | RequestTask;

/** Says what an event asks of the function. It takes any value and never throws. */
export function interpret(event: unknown, now = new Date()): Interpretation<RestrictTask> {
  if (isRequest(event)) return interpretRequest(event, now);
  const batch = parse(batchSchema, event);
  return batch.success
    ? { kind: "messages", messages: batch.data.Records }
    : { kind: "invalid", error: "not a batch of messages", issues: batch.error };
}

/** What Lambda delivers from a queue has no such key. */
function isRequest(event: unknown): boolean {
  return typeof event === "object" && event !== null && "request" in event;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function interpretRequest(event: unknown, now: Date): Interpretation<RequestTask> {
  const read = parse(remediationRequestSchema, event);
  if (!read.success) return notARequest(read.error);
  if (read.data.request !== "undo") return { kind: "request", request: read.data };
  const { expires = new Date(now.getTime() + DAY_MS).toISOString() } = read.data;
  const until = untilOf(expires, now);
  return until.success
    ? { kind: "request", request: { ...read.data, until: until.data } }
    : notARequest([{ path: "expires", message: until.error }]);
}

const notARequest = (issues: readonly { readonly path: string; readonly message: string }[]) =>
  ({ kind: "invalid", error: "not a request about a remediation", issues }) as const;
