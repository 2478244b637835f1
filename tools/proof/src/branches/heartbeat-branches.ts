import type { Stack } from "../stack/read-stack";
import type { Branch } from "./branch";
import { some } from "./event-branch";
import { type Happened, happenedIn, runsOf } from "./happened";
import { type Owner, OWNERS, type World } from "./world";

/** The function whose reads of schedules tell whether there are heartbeats. */
const CONSTRUCT = "SecurityAutoSweep";

const CALL = "s3:PutBucketPublicAccessBlock";

/** What an account changes again and again is judged like any change. */
export const HEARTBEAT_BRANCHES: readonly Branch[] = OWNERS.map((owner) => ({
  name: `${owner}: a heartbeat changes its bucket, and is judged`,
  stage: "whole" as const,
  construct: CONSTRUCT,
  isPossible: sends(owner),
  run: (world: World) => sent(world, owner),
  missed: (happened: Happened, { judge }: World) =>
    some(
      "runs of the function that judges",
      runsOf(happened, judge).filter(({ outcome }) => outcome === "success"),
    ),
}));

/** Members send them where the environment has it, the security account where it is watched as well. */
function sends(owner: Owner): (stack: Stack) => boolean {
  return ({ resources, memberAccounts }) =>
    resources.some(
      ({ type, logicalId, stack: { account } }) =>
        type === "AWS::S3::Bucket" &&
        logicalId.startsWith("Heartbeat") &&
        memberAccounts.includes(account) === (owner === "member"),
    );
}

async function sent({ cloud, accounts }: World, owner: Owner): Promise<Happened> {
  const schedule = cloud.schedules.find(
    ({ arn, call }) => call === CALL && arn.includes(`:${accounts[owner]}:`),
  );
  if (schedule === undefined) return happenedIn([]);
  const { call, ...parts } = await cloud.fireSchedule(schedule.arn);
  await cloud.settled();
  const event = { id: null, name: call, detailType: null };
  return happenedIn([{ ...parts, event, bus: "", accepted: true, rules: [] }]);
}
