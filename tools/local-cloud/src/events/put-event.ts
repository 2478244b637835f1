import { Chain } from "../core/chain";
import { recordDenial } from "../iam/authorize";
import { describePrincipal } from "../iam/authorizer";
import { isObject } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { Trace } from "../core/trace";
import { emptyParts } from "../core/trace-parts";
import { acceptEvent } from "./accept-event";
import type { EventBus } from "../state/event-bus";
import { routeEvent, summaryOf } from "./route-event";
import { askToPutEvent, isForwarded, type PutEventOptions } from "./sender-of-event";

/**
 * An event from outside: accepted unless it is too large or too deep, if the bus allows its sender; then routed. Where no
 * sender is named, a rule of the event's account with the pattern of the bus's rules forwards it: what none of them matches
 * stays in that account, and the bus is not asked.
 */
export async function putEvent(
  cloud: RunningCloud,
  bus: EventBus,
  event: unknown,
  options: PutEventOptions,
): Promise<Trace> {
  if (!isObject(event)) throw new TypeError("an event is a JSON object");
  const parts = emptyParts();
  const accepted = acceptEvent(event);
  if (!accepted.success) {
    parts.lost.push({ what: "event", to: bus.arn, because: accepted.error });
    return { event: summaryOf(event), bus: bus.name, accepted: false, rules: [], ...parts };
  }
  const { principal, forwarded = isForwarded(principal) } = options;
  const route = () => {
    const { explain = cloud.explain } = options;
    return routeEvent({ ...cloud, explain }, bus, { ...accepted.data, forwarded }, Chain.begin());
  };
  if (principal === undefined && !matchesAnyRule(cloud, bus, event)) return route();
  const ask = askToPutEvent(event, bus, cloud.resources.policies, options);
  const decision = cloud.authorizer.decide(ask);
  if (decision.decision === "allowed") return route();
  recordDenial(ask, decision, parts);
  const because = `${describePrincipal(ask.principal)} may not put events on ${bus.name}`;
  parts.lost.push({ what: "event", to: bus.arn, because });
  return { event: summaryOf(event), bus: bus.name, accepted: false, rules: [], ...parts };
}

function matchesAnyRule({ resources }: RunningCloud, bus: EventBus, event: unknown): boolean {
  return resources.rules.some(
    ({ busArn, enabled, pattern }) => busArn === bus.arn && enabled && pattern.matches(event),
  );
}
