import type { Trace } from "@security-auto/local-cloud";

/** The way of one event as scripts read it: `replay --json` and `start --json` print one such line an event. */
export function replayLine({
  event,
  rules,
  invocations,
  notifications,
  deadLetters,
  denied,
  faults,
  lost,
  alarms,
}: Trace): string {
  return JSON.stringify({
    event,
    matched: rules.filter((rule) => rule.matched).map((rule) => rule.name),
    invocations: invocations.map((invocation) => ({
      ...invocation,
      logs: invocation.logs.map((line) => line.message),
    })),
    notifications,
    deadLetters,
    denied,
    faults,
    lost,
    alarms,
  });
}
