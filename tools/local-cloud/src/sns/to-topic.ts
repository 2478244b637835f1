import { SIZE_LIMITS } from "@security-auto/events";
import { authorize } from "../iam/authorize";
import { publish } from "./publish";
import { DELIVERED, noResource, tooLarge } from "../state/parcel";
import type { Receiver } from "../state/running-cloud";

export const toTopic: Receiver = async (cloud, parcel, parts) => {
  const topic = cloud.resources.topics.get(parcel.to);
  if (topic === undefined) return noResource(parcel.to);
  const allowed = authorize(cloud.authorizer, parcel.sender, "sns:Publish", topic.arn, parts);
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const bytes = Buffer.byteLength(parcel.body);
  if (bytes > SIZE_LIMITS.snsMessage) return tooLarge("SNS", bytes, SIZE_LIMITS.snsMessage);
  await publish(cloud, topic, parcel, parts);
  return DELIVERED;
};
