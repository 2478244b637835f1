import { updateAlarms } from "../cloudwatch/update-alarms";
import type { Chain } from "../core/chain";
import { at } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { EventSummary, RuleTrace, Trace } from "../core/trace";
import { emptyParts, inOrder } from "../core/trace-parts";
import { deliverToTarget } from "./deliver-to-target";
import type { EventBus, Rule } from "../state/event-bus";
import type { RoutedEvent } from "./target-input";

/** Matches an event that the bus has taken against its rules, and delivers it. */
export async function routeEvent(
  cloud: RunningCloud,
  bus: EventBus,
  event: RoutedEvent,
  chain: Chain,
): Promise<Trace> {
  const parts = emptyParts();
  const rules: RuleTrace[] = [];
  const matching: Rule[] = [];
  for (const rule of cloud.resources.rules) {
    if (rule.busArn !== bus.arn) continue;
    const trace = tryRule(rule, event.value, cloud.explain);
    rules.push(trace);
    if (trace.matched) matching.push(rule);
  }
  await inOrder(
    parts,
    matching.flatMap((rule) =>
      rule.targets.map((target) => (own) => deliverToTarget(cloud, { event, rule, target, chain }, own)),
    ),
  );
  for (const rule of matching) await updateAlarms(cloud, ["RuleName", rule.name], chain, parts);
  const summary = { ...summaryOf(event.value), ...saidIn(event.value) };
  return { event: summary, bus: bus.name, accepted: true, rules, ...parts };
}

const NONE: RuleTrace["mismatches"] = [];
const DISABLED: RuleTrace["mismatches"][number] = {
  path: "State",
  expected: "ENABLED",
  actual: "DISABLED",
  because: "the rule is switched off",
};

function tryRule({ name, enabled, pattern }: Rule, event: unknown, explain: boolean): RuleTrace {
  if (!enabled) {
    return { name, matched: false, mismatches: explain ? [DISABLED] : NONE };
  }
  return pattern.matches(event)
    ? { name, matched: true, mismatches: NONE }
    : { name, matched: false, mismatches: explain ? pattern.explain(event) : NONE };
}

export function summaryOf(event: unknown): EventSummary {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const errorCode = text(at(event, "detail", "errorCode"));
  return {
    id: text(at(event, "id")),
    name: text(at(event, "detail", "eventName")),
    detailType: text(at(event, "detail-type")),
    ...(errorCode !== null && { errorCode }),
  };
}

/** What a program says: nobody else has it once the event was delivered. */
function saidIn(event: unknown): Pick<EventSummary, "detail"> {
  const source = at(event, "source");
  const isOfAws = typeof source !== "string" || source.startsWith("aws.");
  return isOfAws ? {} : { detail: at(event, "detail") };
}
