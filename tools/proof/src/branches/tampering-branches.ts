import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { DETAIL_TYPES } from "@security-auto/assessment";
import { cloudTrailEvent } from "@security-auto/testing";
import { hasResource, type Stack } from "../stack/read-stack";
import { some, undeliverable } from "./event-branch";
import type { Branch } from "./branch";
import { type Happened, happenedIn, runsOf } from "./happened";
import { type Owner, OWNERS, type World } from "./world";

/** In the central stack, the constructs of the function that checks accounts, and of the one that keeps the register. */
const CONSTRUCT = "SecurityAutoSweep";
const KEEPER = "SecurityAutoFindings";

/** The trail that each account of the local cloud has. */
const TRAIL = "management-events";

/** Calls that end the forwarding of changes are forwarded themselves, recorded at once, and the account is checked. */
export const TAMPERING_BRANCHES: readonly Branch[] = [
  ...OWNERS.map((owner) => ({
    name: `${owner}: a trail is stopped, which is a finding at once, and the account is checked`,
    stage: "whole" as const,
    isPossible: forwards(owner),
    run: (world: World) => tampered(world, owner),
    missed: (happened: Happened, { functionOf }: World) =>
      some(
        "runs of the function that keeps the register for the call",
        runsOf(happened, functionOf(KEEPER)).filter(({ outcome }) => outcome === "success"),
      ) ??
      some(
        "checks of the account, on the private bus",
        happened.events.filter((detailType) => detailType === DETAIL_TYPES.coverageChecked),
      ),
  })),
  ...OWNERS.map((owner) => ({
    name: `${owner}: EventBridge cannot forward such a call to the central bus`,
    stage: "targets deleted" as const,
    isPossible: forwards(owner),
    run: (world: World) => tampered(world, owner),
    missed: (happened: Happened) => undeliverable(happened, ":event-bus/"),
  })),
  {
    name: "EventBridge cannot deliver such a call to the function that keeps the register",
    stage: "targets deleted" as const,
    run: recorded,
    missed: (happened: Happened, { functionOf }: World) =>
      undeliverable(happened, `:function:${functionOf(KEEPER)}`),
  },
].map((branch) => ({ ...branch, construct: CONSTRUCT }));

/** Members forward in every environment, the security account where the environment watches it. */
function forwards(owner: Owner): (stack: Stack) => boolean {
  return (stack) => owner !== "home" || hasResource(stack, "AWS::IAM::Role", "OwnTamperingForwarding");
}

/** What follows from such a call that has reached the central bus. */
async function recorded({ cloud, accounts, region }: World): Promise<Happened> {
  const event = cloudTrailEvent({
    eventName: "StopLogging",
    account: accounts.home,
    region,
    source: "aws.cloudtrail",
    eventSource: "cloudtrail.amazonaws.com",
    parameters: { name: TRAIL },
  });
  const happened = happenedIn([await cloud.putEvent(event)]);
  await cloud.settled();
  return happened;
}

/** What follows from a trail that an administrator stops; it is started again for the branches that come after. */
async function tampered({ cloud, accounts, region }: World, owner: Owner): Promise<Happened> {
  const credentials = cloud.credentials({ accountId: accounts[owner], userName: "administrator" });
  const trails = new CloudTrailClient({ region, credentials, endpoint: cloud.endpoints.cloudtrail });
  const before = cloud.traces().length;
  await trails.send(new StopLoggingCommand({ Name: TRAIL }));
  await trails.send(new StartLoggingCommand({ Name: TRAIL }));
  await cloud.settled();
  trails.destroy();
  return happenedIn(cloud.traces().slice(before));
}
