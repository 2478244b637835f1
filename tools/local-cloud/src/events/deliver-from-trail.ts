import type { Chain } from "../core/chain";
import { routeEvent } from "./route-event";
import { at } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { Trace } from "../core/trace";
import { defaultBus } from "./default-bus";

/** Puts an event of CloudTrail on the default bus of its account and region, which takes it without asking. */
export function deliverFromTrail(cloud: RunningCloud, event: object, chain: Chain): Promise<Trace> {
  const bus = defaultBus(cloud.resources, String(at(event, "account")), String(at(event, "region")));
  return routeEvent(cloud, bus, { value: event, json: JSON.stringify(event) }, chain);
}
