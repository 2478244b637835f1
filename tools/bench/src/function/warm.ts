import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { median } from "../core/measure";
import { nodeProgram } from "./cold";
import { policyChange, readingCall } from "./events";
import { functionEnvironment, runFunction } from "./run-function";

/** Processor time of one event that is logged and no more, in µs: median of rounds of 2,000 calls in one process. */
export async function warmLogOnlyUs(node: string, handler: string): Promise<number> {
  const script = resolve("tools/bench/rivals/warm.mjs");
  const child = spawn(node, [script, handler, JSON.stringify(readingCall())], {
    env: functionEnvironment("127.0.0.1:1"),
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let text = "";
  child.stdio[3]?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return median(JSON.parse(text) as number[]);
}

/** One instance of the function judging one change after the other. */
export interface JudgedFigures {
  /** From the event's arrival to the answer, ms: the median of all but the first events. */
  readonly eventMs: number;
  /** Requests to S3 and S3 Control for an event. */
  readonly callsAnEvent: number;
  /** AssumeRole requests in all. */
  readonly assumed: number;
  /** Resident memory at the end, MB. */
  readonly residentMb: number;
}

/** @param latencyMs - how long AWS takes for each answer */
export async function measureJudged(
  node: string,
  handler: string,
  {
    bucket,
    events,
    latencyMs,
  }: { readonly bucket: string; readonly events: number; readonly latencyMs: number },
): Promise<JudgedFigures> {
  const run = await runFunction(nodeProgram(node, handler), {
    events: Array.from({ length: events }, (_, count) => policyChange(bucket, count)),
    latencyMs,
  });
  const assumed = run.calls.filter((call) => call.startsWith("POST")).length;
  const warm = run.costs.slice(Math.min(10, events - 1));
  return {
    eventMs: median(warm.map(({ ownMs }) => ownMs ?? 0)),
    callsAnEvent: (run.calls.length - assumed) / events,
    assumed,
    residentMb: (run.costs.at(-1)?.residentKb ?? 0) / 1024,
  };
}
