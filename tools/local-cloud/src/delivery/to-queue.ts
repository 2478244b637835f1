import { updateAlarms } from "../cloudwatch/update-alarms";
import { authorize } from "../iam/authorize";
import { DELIVERED, noResource, type Receiver } from "./delivery";

export const toQueue: Receiver = async (cloud, parcel, parts) => {
  const queue = cloud.resources.queues.get(parcel.to);
  if (queue === undefined) return noResource(parcel.to);
  const allowed = authorize(cloud.authorizer, parcel.sender, "sqs:SendMessage", queue.arn, parts);
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const attributes = parcel.attributes ?? {};
  queue.send(parcel.body, attributes);
  const message = { queue: queue.name, body: parcel.body, attributes };
  if (parcel.queueAs === undefined) parts.messages.push(message);
  else parts.deadLetters.push({ ...message, reason: parcel.queueAs });
  await updateAlarms(cloud, queue, parcel.chain, parts);
  return DELIVERED;
};
