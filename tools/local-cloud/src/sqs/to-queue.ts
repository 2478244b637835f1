import { SIZE_LIMITS } from "@security-auto/events";
import { updateAlarms } from "../cloudwatch/update-alarms";
import { authorize } from "../iam/authorize";
import { sizeOfMessage } from "./size-of-message";
import { DELIVERED, noResource, tooLarge } from "../state/parcel";
import type { Receiver } from "../state/running-cloud";

export const toQueue: Receiver = async (cloud, parcel, parts) => {
  const queue = cloud.resources.queues.get(parcel.to);
  if (queue === undefined) return noResource(parcel.to);
  const allowed = authorize(cloud.authorizer, parcel.sender, "sqs:SendMessage", queue.arn, parts);
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const attributes = parcel.attributes ?? {};
  const bytes = sizeOfMessage(parcel.body, attributes);
  if (bytes > SIZE_LIMITS.sqsMessage) return tooLarge("SQS", bytes, SIZE_LIMITS.sqsMessage);
  queue.send(parcel.body, attributes);
  const message = { queue: queue.name, body: parcel.body, attributes };
  if (parcel.queueAs === undefined) parts.messages.push(message);
  else parts.deadLetters.push({ ...message, reason: parcel.queueAs });
  await updateAlarms(cloud, queue, parcel.chain, parts);
  return DELIVERED;
};
