import { type Assessment, assessmentSchema } from "@security-auto/assessment";
import { z } from "zod";

/** The call that an event is about, wherever the event was found. */
const s3Event = z.object({
  detail: z.object({ eventName: z.string(), requestParameters: z.object({ bucketName: z.string() }) }),
});

const loggedEvent = z.object({ message: z.literal("Lambda invocation event"), event: s3Event });

const loggedAssessment = z.object({
  message: z.literal("S3 access assessment"),
  assessment: assessmentSchema,
});

/** What Lambda writes to an on-failure destination. */
const failedInvocation = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  requestPayload: s3Event,
});

export type FailedInvocation = z.infer<typeof failedInvocation>;

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const namesBucket = (event: z.infer<typeof s3Event>, bucket: string) =>
  event.detail.requestParameters.bucketName === bucket;

/** The call of this bucket that a notification is about. */
export function notifiedCall(text: string, bucket: string): string | undefined {
  const event = parsed(s3Event, text);
  return event !== undefined && namesBucket(event, bucket) ? event.detail.eventName : undefined;
}

/** The calls of this bucket whose whole events are in a log, one for each time. */
export function loggedCalls(lines: readonly string[], bucket: string): readonly string[] {
  return lines.flatMap((line) => {
    const event = parsed(loggedEvent, line)?.event;
    return event !== undefined && namesBucket(event, bucket) ? [event.detail.eventName] : [];
  });
}

/** What the function found about this bucket on account of a call. */
export function assessmentOf(lines: readonly string[], bucket: string, call: string): Assessment | undefined {
  return lines
    .map((line) => parsed(loggedAssessment, line)?.assessment)
    .find((found) => found?.cause === "change" && found.bucket === bucket && found.call === call);
}

/** A message of the failure queue, where it is a failed invocation for this bucket. */
export function failureOf(text: string, bucket: string): FailedInvocation | undefined {
  const failure = parsed(failedInvocation, text);
  return failure !== undefined && namesBucket(failure.requestPayload, bucket) ? failure : undefined;
}
