import { randomUUID } from "node:crypto";
import type { Led } from "../service/call-trace";
import type { Chain } from "../core/chain";
import { parseJson } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import { appendEffects, type OpenParts } from "../core/trace-parts";
import { attempt } from "./attempt";
import type { LambdaFunction } from "../runtime/lambda-function";
import type { Run } from "../runtime/run";

/**
 * Runs a function as Lambda does for a caller who waits: once, and what it ends with is the caller's; no destination hears
 * of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
 */
export async function invokeSynchronously(
  cloud: RunningCloud,
  lambda: LambdaFunction,
  asked: { readonly payload: string; readonly chain: Chain },
  parts: OpenParts,
): Promise<Led<Run>> {
  const requestId = randomUUID();
  const { run, apiCalls, logs } = await attempt(cloud, lambda, { requestId, ...asked, number: 1 }, parts);
  const { outcome, initMs, durationMs, maxMemoryMb, logStream } = run;
  parts.invocations.push({
    function: lambda.spec.name,
    requestId,
    outcome,
    attempts: 1,
    initMs,
    durationMs,
    maxMemoryMb,
    logStream,
    node: lambda.node.version,
    apiCalls,
    logs,
    response: parseJson(run.payload),
  });
  return { answer: run, ended: appendEffects(parts, run.effects) };
}
