import type { EventTrace } from "@security-auto/local-cloud";

/** The way of one event as scripts read it: `replay --json` and `start --json` print one such line an event. */
export function replayLine(trace: EventTrace): string {
  const { event, rules, invocations, notifications, deadLetters, denied } = trace;
  const matched = rules.filter((rule) => rule.matched).map((rule) => rule.name);
  return JSON.stringify({ event, matched, invocations, notifications, deadLetters, denied });
}
