import type { CallTrace, LocalCloud } from "@security-auto/local-cloud";

/** What the call that `make` sends leads to, once all of it has come to its end. */
export async function causedBy(cloud: LocalCloud, make: () => Promise<unknown>): Promise<CallTrace> {
  const traces: CallTrace[] = [];
  const stop = cloud.onCall((trace) => traces.push(trace));
  try {
    await make();
    await cloud.settled();
  } finally {
    stop();
  }
  const [trace] = traces;
  if (trace === undefined) throw new Error("the local cloud has no trace of the call");
  return trace;
}
