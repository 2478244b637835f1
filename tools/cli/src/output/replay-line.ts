import type { Trace } from "@security-auto/local-cloud";

/** The way of one event as scripts read it: `replay --json` and `start --json` print one such line an event. */
export function replayLine(trace: Trace): string {
  return JSON.stringify(lineOf(trace));
}

function lineOf({
  event,
  rules,
  invocations,
  notifications,
  imports,
  deadLetters,
  denied,
  faults,
  lost,
  alarms,
  followUps,
}: Trace): object {
  return {
    event,
    matched: rules.filter((rule) => rule.matched).map((rule) => rule.name),
    invocations: invocations.map((invocation) => ({
      ...invocation,
      logs: invocation.logs.map((line) => line.message),
    })),
    notifications,
    imports,
    deadLetters,
    denied,
    faults,
    lost,
    alarms,
    // What it set off in its turn, such as the event of a call that the function made.
    followUps: followUps.map(lineOf),
  };
}
