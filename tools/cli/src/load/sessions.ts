import type { InvocationTrace } from "@security-auto/local-cloud";

/**
 * How often each instance of a function assumed the role of an account, by both. Runs that Lambda tried more than once are left out: only the
 * last attempt's instance is known.
 */
export function sessionsOf(invocations: readonly InvocationTrace[]): ReadonlyMap<string, number> {
  const assumed = new Map<string, number>();
  for (const { function: name, logStream, attempts, apiCalls } of invocations) {
    if (attempts > 1) continue;
    for (const { action, resource, decision } of apiCalls) {
      if (action !== "sts:AssumeRole" || decision === "denied") continue;
      const where = `${name} ${logStream} ${resource}`;
      assumed.set(where, (assumed.get(where) ?? 0) + 1);
    }
  }
  return assumed;
}

/** A session lasts an hour: in a run that is shorter, an instance needs one for each account. */
export function sessionProblems(invocations: readonly InvocationTrace[]): readonly string[] {
  return [...sessionsOf(invocations)].flatMap(([where, times]) =>
    times > 1 ? [`AssumeRole ${times} times by one instance for one account: ${where}`] : [],
  );
}
