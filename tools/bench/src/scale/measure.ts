import { quantile } from "../core/measure";
import { assessmentIn } from "@security-auto/assessment";
import * as z from "zod";

/** What a replay's line has, as far as it is read here; what an event sets off stands in it in the same form. */
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
  get followUps() {
    return z.optional(z.array(replayLineSchema));
  },
});

type ReplayLine = z.infer<typeof replayLineSchema>;
type Invocation = ReplayLine["invocations"][number];

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
  /** JSON of what the judge says of a bucket. */
  readonly assessmentBytes: number;
  /** The function that keeps the register, for an assessment that changes no finding. */
  readonly recording: {
    readonly warmMs: number;
    readonly logBytes: number;
    readonly reads: number;
    readonly writes: number;
  };
}

/**
 * Reads what `npm run replay -- --json` printed, one or more replays in one text.
 *
 * Durations are the fifth percentile, bytes and calls medians.
 *
 * @throws when no cold or no warm judged event is among them
 */
export function measureReplay(ndjson: string): Measurement {
  const succeeded = ndjson
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => invocationsOf(replayLineSchema.parse(JSON.parse(line))))
    .filter(({ outcome }) => outcome === "success");
  const judged = succeeded.filter(({ response }) => assessmentIn(response) !== undefined);
  const cold = judged.filter(({ initMs }) => initMs > 0);
  const warm = judged.filter(({ initMs }) => initMs === 0);
  if (cold.length === 0 || warm.length === 0)
    throw new Error("the replay has no cold and warm judged events: replay several events that are judged");
  const recorded = succeeded.filter((one) => one.initMs === 0 && callsOf(one, "dynamodb:") > 0);
  if (recorded.length === 0)
    throw new Error("the replay has no assessment that was recorded: replay in an environment with findings");
  return {
    events: { cold: cold.length, warm: warm.length },
    node: cold[0]?.node ?? "unknown",
    initMs: quantile(cold, UNDISTURBED, ({ initMs }) => initMs),
    coldMs: quantile(cold, UNDISTURBED, ({ durationMs }) => durationMs),
    warmMs: quantile(warm, UNDISTURBED, ({ durationMs }) => durationMs),
    s3Calls: quantile(warm, 0.5, (one) => callsOf(one, "s3:")),
    logBytes: quantile(warm, 0.5, logBytes),
    maxMemoryMb: quantile(judged, 1, ({ maxMemoryMb }) => maxMemoryMb ?? 0),
    assessmentBytes: quantile(warm, 0.5, ({ response }) =>
      Buffer.byteLength(JSON.stringify(assessmentIn(response))),
    ),
    recording: {
      warmMs: quantile(recorded, UNDISTURBED, ({ durationMs }) => durationMs),
      logBytes: quantile(recorded, 0.5, logBytes),
      reads: quantile(recorded, 0.5, (one) => callsOf(one, "dynamodb:Query")),
      writes: quantile(recorded, 0.5, (one) => callsOf(one, "dynamodb:PutItem")),
    },
  };
}

function invocationsOf({ invocations, followUps = [] }: ReplayLine): readonly Invocation[] {
  return [...invocations, ...followUps.flatMap(invocationsOf)];
}

/** How many calls of a service, or of one of its actions, an invocation made. */
const callsOf = ({ apiCalls }: Invocation, of: string): number =>
  apiCalls.filter(({ action }) => action.startsWith(of)).length;

function logBytes({ logs }: Invocation): number {
  return logs.reduce((bytes, line) => bytes + Buffer.byteLength(line) + LINE_OVERHEAD_BYTES, 0);
}
