import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { countOf } from "../cloudwatch/count";
import { updateAlarms } from "../cloudwatch/update-alarms";
import type { Chain } from "../core/chain";
import { parseJson } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { ApiCall, LogLine, TraceParts } from "../core/trace";
import { appendEffects, type OpenParts } from "../core/trace-parts";
import { attempt, roleOf } from "./attempt";
import { type Ended, sendToDestination } from "./destinations";
import type { LambdaFunction } from "../runtime/lambda-function";
import type { Run } from "../runtime/run";

/** Lambda's own number when nothing is configured: three attempts in all. */
const DEFAULT_RETRIES = 2;

export interface AsynchronousInvocation {
  readonly qualifier: string;
  /** The event, as JSON text. */
  readonly payload: string;
  readonly chain: Chain;
}

/**
 * Runs a function as Lambda does for an asynchronous event: again when it fails, and at last to a destination.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeAsynchronously(
  cloud: RunningCloud,
  lambda: LambdaFunction,
  { qualifier, payload, chain }: AsynchronousInvocation,
  parts: OpenParts,
): Promise<void> {
  const { spec, node } = lambda;
  const requestId = randomUUID();
  const config = cloud.resources.invokeConfigs.get(`${spec.arn}:${qualifier}`) ?? {
    retries: DEFAULT_RETRIES,
  };
  const sender = roleOf(cloud, spec);
  const apiCalls: ApiCall[] = [];
  const logs: LogLine[] = [];
  const effects: Promise<TraceParts>[] = [];
  let initMs = 0;
  let attempts = 0;
  let run: Run | undefined;
  if (spec.reservedConcurrency === 0) countOf(cloud.resources, spec, "Throttles");
  // Switched off by its concurrency, a function never gets to run: Lambda gives the event up when it is too old.
  while (spec.reservedConcurrency !== 0 && attempts <= config.retries) {
    if (attempts > 0 && cloud.retryDelayMs > 0) await cloud.delays.during(() => sleep(cloud.retryDelayMs));
    attempts += 1;
    const ran = await attempt(cloud, lambda, { requestId, payload, chain, number: attempts }, parts);
    run = ran.run;
    initMs += run.initMs;
    apiCalls.push(...ran.apiCalls);
    logs.push(...ran.logs);
    effects.push(...run.effects);
    if (run.outcome === "success") break;
  }
  parts.invocations.push({
    function: spec.name,
    requestId,
    outcome: run?.outcome ?? "error",
    attempts,
    initMs,
    durationMs: run?.durationMs ?? 0,
    maxMemoryMb: run?.maxMemoryMb ?? 0,
    logStream: run?.logStream ?? "",
    node: node.version,
    apiCalls,
    logs,
    response: run === undefined ? null : parseJson(run.payload),
  });
  await appendEffects(parts, effects);
  const ended: Ended = { spec, sender, qualifier, requestId, attempts, run, payload, chain };
  await sendToDestination(cloud, config, ended, parts);
  // With or without a destination.
  if (run?.outcome !== "success") countOf(cloud.resources, spec, "AsyncEventsDropped");
  await updateAlarms(cloud, ["FunctionName", spec.name], chain, parts);
}
