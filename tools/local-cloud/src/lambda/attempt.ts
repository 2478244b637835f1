import { isFunctionFault } from "../faults/fault";
import type { Sender } from "../iam/sender";
import { writeLogs } from "../logs/write-logs";
import type { RunningCloud } from "../state/running-cloud";
import type { ApiCall, LogLine } from "../core/trace";
import type { OpenParts } from "../core/trace-parts";
import type { Order } from "../runtime/execution-environment";
import type { FunctionSpec } from "../runtime/function-spec";
import type { LambdaFunction } from "../runtime/lambda-function";
import type { Run } from "../runtime/run";

/** One run of a function, and what is known of it outside. */
export interface Attempt {
  readonly run: Run;
  /** In the name of the function's role, its log lines among them. */
  readonly apiCalls: readonly ApiCall[];
  /** Empty when the role may not write. */
  readonly logs: readonly LogLine[];
}

/** The function's role, in whose name logs are written and destinations called. */
export function roleOf({ resources }: RunningCloud, { roleArn, name }: FunctionSpec): Sender {
  return { kind: "role", roleArn, role: resources.roles.get(roleArn), session: name };
}

/** Runs a function once, and writes its log. */
export async function attempt(
  cloud: RunningCloud,
  { spec, pool }: LambdaFunction,
  { number, ...order }: Omit<Order, "fault"> & { readonly number: number },
  parts: OpenParts,
): Promise<Attempt> {
  const { name, accountId } = spec;
  const injected = cloud.faults.take({ service: "lambda", call: "Run", account: accountId, function: name });
  if (injected !== undefined) parts.faults.push(injected.trace);
  const fault = injected !== undefined && isFunctionFault(injected.fault) ? injected.fault : undefined;
  const run = await cloud.delays.during(() => pool.run({ ...order, fault }));
  putMetrics(cloud, spec, run);
  parts.faults.push(...run.faults);
  for (const { denial } of run.calls) if (denial !== undefined) parts.denied.push(denial);
  const written = writeLogs(cloud, spec, roleOf(cloud, spec), run, parts);
  return {
    run,
    apiCalls: [...run.calls.map(({ call }) => call), ...written.apiCalls],
    logs: written.kept ? run.lines.map((line) => ({ attempt: number, ...line })) : [],
  };
}

/** Lambda's own metrics of an invocation. */
function putMetrics({ resources }: RunningCloud, { name, accountId, region }: FunctionSpec, run: Run): void {
  const common = {
    accountId,
    region,
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: name },
    at: Date.now(),
  };
  const { metrics } = resources;
  metrics.put({ ...common, name: "Invocations", value: 1, unit: "Count" });
  metrics.put({ ...common, name: "Errors", value: run.outcome === "success" ? 0 : 1, unit: "Count" });
  metrics.put({ ...common, name: "Duration", value: run.durationMs, unit: "Milliseconds" });
}
