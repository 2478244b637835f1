import type { CallTrace, LocalCloud, Trace } from "@security-auto/local-cloud";
import type { Traced } from "@security-auto/report";

/** Lines that are shown of one invocation; the log group has all. */
const LINES = 200;

type Rules = LocalCloud["rules"];

/** The way of an event as the page shows it. */
export function tracedEvent(trace: Trace, rules: Rules): Traced {
  const { event, bus, accepted, followUps } = trace;
  const matched = trace.rules.filter((rule) => rule.matched);
  return {
    name: event.name ?? event.detailType ?? "an event",
    bus,
    accepted,
    rules: matched.map(({ name }) => ({ name, targets: targetsOf(name, bus, rules) })),
    unmatched: trace.rules.length - matched.length,
    ...partsOf(trace),
    followUps: followUps.map((each) => tracedEvent(each, rules)),
  };
}

/** What a call led to, as the page shows it. */
export function tracedCall(trace: CallTrace, rules: Rules): Traced {
  return {
    ...{ name: trace.call, bus: "", accepted: true, rules: [], unmatched: 0 },
    ...partsOf(trace),
    followUps: trace.followUps.map((each) => tracedEvent(each, rules)),
  };
}

function targetsOf(name: string, bus: string, rules: Rules): readonly string[] {
  const all = rules
    .filter((rule) => rule.name === name && rule.bus === bus)
    .flatMap(({ targets }) => targets);
  return [...new Set(all.map(nameOf))];
}

/** `arn:aws:lambda:us-west-2:111122223333:function:judge` is `judge`. */
const nameOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

function partsOf(
  trace: Trace | CallTrace,
): Omit<Traced, "name" | "bus" | "accepted" | "rules" | "unmatched" | "followUps"> {
  return {
    invocations: trace.invocations.map((invocation) => ({
      function: invocation.function,
      outcome: invocation.outcome,
      attempts: invocation.attempts,
      initMs: invocation.initMs,
      durationMs: invocation.durationMs,
      logs: invocation.logs.slice(0, LINES).map(({ message }) => message),
      apiCalls: invocation.apiCalls.map(({ action, resource, decision }) => ({ action, resource, decision })),
    })),
    messages: trace.messages.map(({ queue }) => ({ queue })),
    notifications: trace.notifications.map(({ topic, subject }) => ({ topic, subject })),
    imports: trace.imports.map(({ title, recordState }) => ({ title, recordState })),
    deadLetters: trace.deadLetters.map(({ queue, reason }) => ({ queue, reason })),
    alarms: trace.alarms,
    denied: trace.denied.map(({ principal, action, resource, because }) => ({
      principal,
      action,
      resource,
      because,
    })),
    faults: trace.faults.map(({ service, call, fault }) => ({ service, call, fault })),
    lost: trace.lost,
  };
}
