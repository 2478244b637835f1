import { randomUUID } from "node:crypto";
import { isObject } from "../json";
import { routeEvent } from "../events/route-event";
import { authorize } from "../iam/authorize";
import { DELIVERED, noResource, type Receiver } from "./delivery";

export const toBus: Receiver = async (cloud, parcel, parts) => {
  const bus = cloud.resources.buses.get(parcel.to);
  if (bus === undefined || parcel.event === undefined) return noResource(parcel.to);
  const allowed = authorize(cloud.authorizer, parcel.sender, "events:PutEvents", bus.arn, parts);
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const region = bus.arn.split(":")[3] ?? "";
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
  parts.followUps.push(
    await routeEvent(cloud, bus, { value: event, json: JSON.stringify(event) }, parcel.chain.next()),
  );
  return DELIVERED;
};
