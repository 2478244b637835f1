import { eventBusArn, parseArn } from "@security-auto/iam-policy";
import { defaultBus } from "./default-bus";
import type { JsonCall } from "../service/json-service";
import { ServiceError } from "../http/service-error";
import type { RunningCloud } from "../state/running-cloud";
import type { EventBus } from "../state/event-bus";

/** A bus may be named by its name or ARN; without a name it is the default one. */
export function busArnOf({ caller, region }: JsonCall, name = "default"): string {
  return name.startsWith("arn:") ? name : eventBusArn({ region, accountId: caller.accountId, name });
}

/** @throws ServiceError when there is no such bus; every account has a default one */
export function existingBus({ resources }: RunningCloud, arn: string): EventBus {
  const { accountId = "", region = "", resource } = parseArn(arn) ?? {};
  const bus =
    resource === "event-bus/default" ? defaultBus(resources, accountId, region) : resources.buses.get(arn);
  if (bus !== undefined) return bus;
  throw new ServiceError("ResourceNotFoundException", 400, `Event bus ${busNameOf(arn)} does not exist.`);
}

export function busNameOf(arn: string): string {
  return parseArn(arn)?.resource.replace("event-bus/", "") ?? arn;
}
