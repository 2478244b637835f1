import type { BucketState } from "@security-auto/register";
import * as z from "zod/mini";
import { jsonIn } from "../core/json-in";
import { CANARY_CALL } from "./canary-place";

/** The legs of a change's way, each from where the one before ends. */
export const LEGS = {
  event: "from the call to the function: CloudTrail, EventBridge, the central bus",
  assessment: "read and judged, in the function's log",
  register: "recorded, as the register says when it is asked every second",
} as const;

export type Leg = keyof typeof LEGS;

/** When the end of each leg was, in ms since 1970; absent: it was not seen yet. */
export type Seen = Readonly<Partial<Record<Leg, number>>>;

/** A line of the function's log. */
export interface LogLine {
  /** In ms since 1970. */
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}

const eventSchema = z.object({
  event: z.object({ detail: z.object({ eventName: z.literal(CANARY_CALL) }) }),
});
const assessmentSchema = z.object({
  assessment: z.object({ call: z.literal(CANARY_CALL), observedAt: z.string() }),
});

/**
 * Which legs have come to their end, by the lines of the log that name the bucket, and by its state in the register. The bucket's other changes
 * have lines of their own; their assessments may be the last in the register, where they read the bucket later.
 */
export function seenIn(
  lines: readonly LogLine[],
  state: Pick<BucketState, "observedAt"> | undefined,
  now: number,
): Seen {
  const event = first(lines, eventSchema);
  const assessment = first(lines, assessmentSchema);
  const isRecorded =
    assessment !== undefined &&
    state !== undefined &&
    Date.parse(state.observedAt) >= Date.parse(assessment.record.assessment.observedAt);
  return {
    ...(event !== undefined && { event: event.timestamp }),
    ...(assessment !== undefined && { assessment: assessment.timestamp }),
    ...(isRecorded && { register: now }),
  };
}

function first<T extends z.ZodMiniType>(lines: readonly LogLine[], schema: T) {
  for (const { timestamp, message = "" } of lines) {
    const read = schema.safeParse(jsonIn(message));
    if (timestamp !== undefined && read.success) return { timestamp, record: read.data };
  }
  return undefined;
}

/** Seconds of each leg, and of all that were seen together. */
export function secondsOf(calledAt: number, legs: readonly Leg[], seen: Seen) {
  let before = calledAt;
  const each = legs.map((leg) => {
    const end = seen[leg];
    const seconds = end === undefined ? null : Math.max(0, (end - before) / 1000);
    before = Math.max(before, end ?? before);
    return [leg, seconds] as const;
  });
  return { each: Object.fromEntries(each), all: (before - calledAt) / 1000 };
}
