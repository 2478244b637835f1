import { assessmentIn } from "@security-auto/assessment";
import * as z from "zod";

/** What a replay's line has, as far as it is read here. */
const replayLineSchema = z.object({
  invocations: z.array(
    z.object({
      outcome: z.string(),
      /** 0 when the instance was there already. */
      initMs: z.number(),
      durationMs: z.number(),
      maxMemoryMb: z.optional(z.number()),
      node: z.optional(z.string()),
      apiCalls: z.array(z.object({ action: z.string() })),
      logs: z.array(z.string()),
      response: z.unknown(),
    }),
  ),
});

type Invocation = z.infer<typeof replayLineSchema>["invocations"][number];

/** Bytes that CloudWatch Logs bills for each line beside the line itself. */
const LINE_OVERHEAD_BYTES = 26;

/** Of durations: other work on the machine only ever adds to them. */
const UNDISTURBED = 0.05;

/** Judged events, as the local cloud measured them; durations in ms, all per event. */
export interface Measurement {
  readonly events: { readonly cold: number; readonly warm: number };
  readonly node: string;
  readonly initMs: number;
  readonly coldMs: number;
  readonly warmMs: number;
  readonly s3Calls: number;
  readonly logBytes: number;
  readonly maxMemoryMb: number;
}

/**
 * Reads what `npm run replay -- --json` printed, one or more replays in one text.
 *
 * Durations are the fifth percentile, bytes and calls medians.
 *
 * @throws when no cold or no warm judged event is among them
 */
export function measureReplay(ndjson: string): Measurement {
  const judged = ndjson
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => replayLineSchema.parse(JSON.parse(line)).invocations)
    .filter(({ outcome, response }) => outcome === "success" && assessmentIn(response) !== undefined);
  const cold = judged.filter(({ initMs }) => initMs > 0);
  const warm = judged.filter(({ initMs }) => initMs === 0);
  if (cold.length === 0 || warm.length === 0)
    throw new Error("the replay has no cold and warm judged events: replay several events that are judged");
  return {
    events: { cold: cold.length, warm: warm.length },
    node: cold[0]?.node ?? "unknown",
    initMs: quantile(cold, UNDISTURBED, ({ initMs }) => initMs),
    coldMs: quantile(cold, UNDISTURBED, ({ durationMs }) => durationMs),
    warmMs: quantile(warm, UNDISTURBED, ({ durationMs }) => durationMs),
    s3Calls: quantile(warm, 0.5, ({ apiCalls }) => apiCalls.filter(isS3).length),
    logBytes: quantile(warm, 0.5, logBytes),
    maxMemoryMb: quantile(judged, 1, ({ maxMemoryMb }) => maxMemoryMb ?? 0),
  };
}

const isS3 = ({ action }: { readonly action: string }): boolean => action.startsWith("s3:");

function logBytes({ logs }: Invocation): number {
  return logs.reduce((bytes, line) => bytes + Buffer.byteLength(line) + LINE_OVERHEAD_BYTES, 0);
}

/** The value that a share of the items does not exceed. */
function quantile<T>(items: readonly T[], share: number, value: (item: T) => number): number {
  const sorted = items.map(value).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
