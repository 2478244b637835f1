import { randomUUID } from "node:crypto";
import { parseArn } from "@security-auto/iam-policy";
import { isObject } from "../core/json";
import { acceptEvent } from "./accept-event";
import { routeEvent } from "./route-event";
import { eventKeys } from "./event-keys";
import { authorize } from "../iam/authorize";
import type { Sender } from "../iam/sender";
import { DELIVERED, noResource } from "../state/parcel";
import type { Receiver } from "../state/running-cloud";

export const toBus: Receiver = async (cloud, parcel, parts) => {
  const bus = cloud.resources.buses.get(parcel.to);
  if (bus === undefined || parcel.event === undefined) return noResource(parcel.to);
  const rule = ruleOf(parcel.sender);
  const allowed = authorize(cloud.authorizer, parcel.sender, "events:PutEvents", bus.arn, parts, {
    ...eventKeys(parcel.event, { forwarded: rule !== undefined }),
    ...(rule !== undefined && { "aws:SourceArn": rule }),
  });
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const { region = "" } = parseArn(bus.arn) ?? {};
  const event =
    isObject(parcel.event["detail"]) && "id" in parcel.event
      ? parcel.event
      : {
          version: "0",
          id: randomUUID(),
          account: bus.accountId,
          time: `${new Date().toISOString().slice(0, 19)}Z`,
          region,
          ...parcel.event,
        };
  const accepted = acceptEvent(event);
  if (!accepted.success) return { success: false, code: "INVALID_PARAMETER", error: accepted.error };
  const received = { ...accepted.data, forwarded: rule !== undefined };
  parts.followUps.push(await routeEvent(cloud, bus, received, parcel.chain.next()));
  return DELIVERED;
};

/** The rule that forwards; a destination of a function has none. */
function ruleOf(sender: Sender): string | undefined {
  const context = sender.kind === "service" ? sender.context : sender.assumedBy?.context;
  return context?.["aws:SourceArn"];
}
