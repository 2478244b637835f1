import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { type DetailType, EVENT_SOURCE } from "@security-auto/assessment";
import { causedBy } from "./caused-by";
import { type Happened, happenedIn } from "./happened";
import type { World } from "./world";

/** What follows from an event that one who may puts on the private bus; nothing where a mutant has taken that permission away. */
export async function putOnPrivateBus(
  { cloud, region, accounts, senderOf }: World,
  detailType: DetailType,
  detail: object,
): Promise<Happened> {
  const sender = senderOf(detailType);
  if (sender === undefined) throw new Error(`nobody may put "${detailType}" on the private bus`);
  const client = new EventBridgeClient({
    region,
    endpoint: cloud.endpoints.events,
    credentials: cloud.credentials({ accountId: accounts.home, roleName: sender.roleName }),
  });
  const entry = {
    EventBusName: sender.busName,
    Source: EVENT_SOURCE,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  };
  const command = new PutEventsCommand({ Entries: [entry] });
  try {
    const { followUps } = await causedBy(cloud, () => client.send(command));
    return happenedIn(followUps);
  } catch (error) {
    if (error instanceof Error && error.name === "AccessDeniedException") return happenedIn([]);
    throw error;
  } finally {
    client.destroy();
  }
}
