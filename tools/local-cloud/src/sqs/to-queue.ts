import { SIZE_LIMITS } from "@security-auto/events";
import { authorize } from "../iam/authorize";
import type { Sender } from "../iam/sender";
import { uniqueId } from "../identity/unique-id";
import { arrive } from "./arrive";
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
  const id = queue.send(parcel.body, attributes, { senderId: senderIdOf(parcel.sender) });
  const message = { queue: queue.name, body: parcel.body, attributes };
  if (parcel.queueAs === undefined) parts.messages.push(message);
  else parts.deadLetters.push({ ...message, reason: parcel.queueAs });
  await arrive(cloud, queue, [id], parcel.chain, parts);
  return DELIVERED;
};

function senderIdOf(sender: Sender): string {
  return sender.kind === "service"
    ? uniqueId("AIDA", sender.service)
    : `${uniqueId("AROA", sender.roleArn)}:${sender.session}`;
}
