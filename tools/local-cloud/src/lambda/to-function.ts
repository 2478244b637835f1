import { SIZE_LIMITS } from "@security-auto/events";
import { authorize } from "../iam/authorize";
import { invokeAsynchronously } from "./invoke-asynchronously";
import { DELIVERED, noResource, tooLarge } from "../state/parcel";
import type { Receiver } from "../state/running-cloud";

export const toFunction: Receiver = async (cloud, parcel, parts) => {
  const arn = cloud.resources.qualifiedFunctions.get(parcel.to) ?? parcel.to;
  const found = cloud.functions.get(arn);
  if (found === undefined) return noResource(parcel.to);
  const allowed = authorize(cloud.authorizer, parcel.sender, "lambda:InvokeFunction", parcel.to, parts);
  if (!allowed.success) return { success: false, code: "NO_PERMISSIONS", error: allowed.error };
  const bytes = Buffer.byteLength(parcel.body);
  const most = SIZE_LIMITS.lambdaAsynchronousPayload;
  if (bytes > most) return tooLarge("Lambda", bytes, most);
  const qualifier = parcel.to === arn ? "$LATEST" : parcel.to.slice(arn.length + 1);
  await invokeAsynchronously(cloud, found, { qualifier, payload: parcel.body, chain: parcel.chain }, parts);
  return DELIVERED;
};
