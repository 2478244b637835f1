import { eventBusArn } from "@security-auto/iam-policy";
import type { CloudResources } from "../state/cloud-resources";
import type { EventBus } from "../state/event-bus";

/** The bus that every account has in every region; without a rule, what arrives there is seen by nobody. */
export function defaultBus({ buses }: CloudResources, accountId: string, region: string): EventBus {
  const arn = eventBusArn({ accountId, region, name: "default" });
  return buses.get(arn) ?? { name: "default", arn, accountId };
}
