import { parseArn } from "@security-auto/iam-policy";
import { failedDelivery } from "./delivery-fault";
import type { FaultyCall } from "../faults/calls";
import { isDeliveryFault } from "../faults/fault";
import type { RunningCloud } from "../state/running-cloud";
import type { OpenParts } from "../core/trace-parts";
import {
  type Delivered,
  noResource,
  type Parcel,
  RECEIVING_SERVICES,
  type ReceivingService,
} from "../state/parcel";

function receivingService(arn: string): ReceivingService | undefined {
  const service = parseArn(arn)?.service;
  return RECEIVING_SERVICES.find((known) => known === service);
}

export function canReceive(arn: string): boolean {
  return receivingService(arn) !== undefined;
}

/** Hands a parcel to whatever its ARN names, if IAM lets the sender. */
export async function deliver(cloud: RunningCloud, parcel: Parcel, parts: OpenParts): Promise<Delivered> {
  const service = receivingService(parcel.to);
  if (service === undefined) return noResource(parcel.to);
  const { stopped } = parcel.chain;
  if (stopped !== undefined) return { success: false, code: "RECURSION", error: stopped };
  const injected = cloud.faults.take(
    callOf(service, parcel.to),
    service === "lambda" ? undefined : isDeliveryFault,
  );
  if (injected === undefined) return cloud.receivers[service](cloud, parcel, parts);
  parts.faults.push(injected.trace);
  return failedDelivery(injected);
}

const CALL_OF = { events: "PutEvents", lambda: "Invoke", sns: "Publish", sqs: "SendMessage" } as const;

function callOf(service: ReceivingService, to: string): FaultyCall {
  const { accountId, resource = "" } = parseArn(to) ?? {};
  return {
    service,
    call: CALL_OF[service],
    ...(accountId !== undefined && { account: accountId }),
    ...(service === "lambda" && { function: resource.split(":")[1] ?? resource }),
    ...(service === "sns" && { topic: resource }),
    ...(service === "sqs" && { queue: resource }),
    ...(service === "events" && { bus: resource.replace(/^event-bus\//, "") }),
  };
}

/** Delivers, and writes into the trace what is lost if that fails. Resolves to whether it was delivered. */
export async function deliverOrLose(
  cloud: RunningCloud,
  what: string,
  parcel: Parcel,
  parts: OpenParts,
): Promise<boolean> {
  const delivered = await deliver(cloud, parcel, parts);
  if (!delivered.success) parts.lost.push({ what, to: parcel.to, because: delivered.error });
  return delivered.success;
}
