import { hasResource, type Stack } from "../stack/read-stack";
import { everyAlarm } from "./alarm-branches";
import type { Branch } from "./branch";
import { event, failsEveryAttempt, some, undeliverable } from "./event-branch";
import { FUNCTION_BRANCHES } from "./function-branches";
import { assessmentOf, type Happened, happenedIn, type Run, runsOf } from "./happened";
import { MEMBERSHIP_BRANCHES } from "./membership-branches";
import { recordedEvent } from "./recorded-event";
import { REQUEST_BRANCHES } from "./request-branches";
import { awayFrom, type Owner, OWNERS, type World } from "./world";
import { CALLS, dataOwner } from "./writes";

/** Every branch of the work, in the order in which they are taken. */
export const BRANCHES: readonly Branch[] = [
  // By hand: what else sets an alarm off here or there proves nothing of it.
  everyAlarm,
  // The alarm goes off at the first failure, and what is judged for the first time comes before what leads to sweeps.
  alarmGoesOff(),
  ...FUNCTION_BRANCHES,
  ...OWNERS.map(writeForwarded),
  ...OWNERS.map(everyFacetPresent),
  ...OWNERS.map(everyFacetAbsent),
  ...OWNERS.map(otherRegion),
  ...OWNERS.map(delegated),
  ...OWNERS.map(noBucket),
  noRole(),
  ...OWNERS.map(everyFacetDenied),
  ...OWNERS.map(accountBlockDenied),
  failsEveryAttempt("the function", ({ judge }) => judge),
  ...OWNERS.map(forwardingFails),
  invocationFails(),
  ...REQUEST_BRANCHES,
  ...MEMBERSHIP_BRANCHES,
  // Some of them start sweeps, after which nothing is judged for the first time.
  ...OWNERS.map(everyCall),
];

function everyCall(owner: Owner): Branch {
  return {
    name: `${owner}: each call of the table`,
    stage: "whole",
    isPossible: forwards(owner),
    run: async (world) => {
      const data = dataOwner(world, world.accounts[owner], `written-${owner}`);
      const put: Awaited<ReturnType<World["cloud"]["putEvent"]>>[] = [];
      const before = world.cloud.traces().length;
      try {
        for (const { service, call, write } of CALLS) {
          if (write === null) put.push(await world.cloud.putEvent(recordedEvent({ service, call, ...data })));
          else await write(data);
          await world.cloud.settled();
        }
      } finally {
        data.s3.destroy();
      }
      return happenedIn([...world.cloud.traces().slice(before), ...put]);
    },
    missed: (happened, world) => {
      const handled = succeeded(happened, world).map(({ call }) => call);
      // Services share names: each takes a run of its own.
      const without = CALLS.map(({ call }) => call).filter((call) => {
        const at = handled.indexOf(call);
        if (at >= 0) handled.splice(at, 1);
        return at < 0;
      });
      return without.length === 0 ? undefined : `the function did not run for ${without.join(", ")}`;
    },
  };
}

function writeForwarded(owner: Owner): Branch {
  return {
    name: `${owner}: a write invokes the function through the account's own rule`,
    stage: "whole",
    isPossible: forwards(owner),
    run: (world) => writeOnce(world, owner),
    missed: (happened, world) => some("runs of the function", succeeded(happened, world)),
  };
}

function everyFacetPresent(owner: Owner): Branch {
  return event(`${owner}: every facet present`, { owner, bucket: `full-${owner}` }, (happened, world) =>
    facetsAre(happened, world, {
      policy: "present",
      tags: "present",
      publicAccessBlock: "present",
      ownership: "present",
    }),
  );
}

function everyFacetAbsent(owner: Owner): Branch {
  return event(`${owner}: every facet absent`, { owner, bucket: `bare-${owner}` }, (happened, world) =>
    facetsAre(happened, world, {
      policy: "absent",
      tags: "absent",
      publicAccessBlock: "absent",
      ownership: "absent",
    }),
  );
}

function everyFacetDenied(owner: Owner): Branch {
  const denied = "denied";
  return {
    ...event(
      `${owner}: every facet of the bucket denied`,
      { owner, bucket: `closed-${owner}` },
      (happened, world) =>
        facetsAre(happened, world, {
          acl: denied,
          policy: denied,
          policyStatus: denied,
          tags: denied,
          location: denied,
          publicAccessBlock: denied,
          ownership: denied,
        }),
    ),
    stage: "closed",
  };
}

/** The account's own block is read only where it can change the verdict: of a bucket that is known to be open. */
function accountBlockDenied(owner: Owner): Branch {
  return {
    ...event(
      `${owner}: the account's own block denied`,
      { owner, bucket: `open-${owner}` },
      (happened, world) =>
        facetsAre(happened, world, { policy: "present", accountPublicAccessBlock: "denied" }),
    ),
    stage: "closed",
  };
}

function otherRegion(owner: Owner): Branch {
  return event(
    `${owner}: the bucket is in another region`,
    { owner, bucket: `away-${owner}` },
    (happened, { region, judge }) => {
      const right = awayFrom(region);
      const found = assessmentOf(happened, judge)?.region;
      return found === right ? undefined : `the region is found to be ${found ?? "nowhere"}, not ${right}`;
    },
  );
}

function delegated(owner: Owner): Branch {
  return event(
    `${owner}: the bucket policy delegates to access points`,
    { owner, bucket: `shared-${owner}` },
    (happened, world) => facetsAre(happened, world, { policy: "present", accessPoints: "present" }),
  );
}

function noBucket(owner: Owner): Branch {
  return event(
    `${owner}: the bucket is deleted`,
    { owner, bucket: `deleted-${owner}` },
    (happened, { judge }) =>
      assessmentOf(happened, judge)?.gone === true ? undefined : "the bucket was not found to be deleted",
  );
}

function noRole(): Branch {
  return event(
    "an account without the member stack",
    { owner: "stranger", bucket: "unreadable" },
    (happened, world) => facetsAre(happened, world, { policy: "denied" }),
  );
}

/** The first failure of all: it sets the alarm off, and no later one does. */
function alarmGoesOff(): Branch {
  const fails = failsEveryAttempt("the function", ({ judge }) => judge);
  return {
    ...fails,
    name: "the first failure of the function sets the alarm off, which mails the team",
    isPossible: (stack) => hasResource(stack, "AWS::CloudWatch::Alarm"),
    missed: ({ alarms, notifications }) =>
      some(
        "alarms",
        alarms.filter(({ state }) => state === "ALARM"),
      ) ??
      some(
        "mails of an alarm",
        notifications.filter(({ subject }) => subject.startsWith("ALARM")),
      ),
  };
}

/** Members forward their events in every environment, the security account its own where the environment watches it. */
function forwards(owner: Owner): (stack: Stack) => boolean {
  return (stack) => owner !== "home" || hasResource(stack, "AWS::IAM::Role", "OwnForwarding");
}

function invocationFails(): Branch {
  return {
    ...event(
      "EventBridge cannot invoke the function",
      { owner: "home", bucket: "bare-home" },
      (happened, { judge }) => undeliverable(happened, `:function:${judge}`),
    ),
    stage: "targets deleted",
  };
}

function forwardingFails(owner: Owner): Branch {
  return {
    name: `${owner}: EventBridge cannot deliver to the central bus`,
    stage: "targets deleted",
    isPossible: forwards(owner),
    run: (world) => writeOnce(world, owner),
    missed: (happened) => undeliverable(happened, ":event-bus/"),
  };
}

/** What follows from one write in an account. */
async function writeOnce(world: World, owner: Owner): Promise<Happened> {
  const data = dataOwner(world, world.accounts[owner], `bare-${owner}`);
  const before = world.cloud.traces().length;
  await data.accountBlock("DELETE");
  await world.cloud.settled();
  data.s3.destroy();
  return happenedIn(world.cloud.traces().slice(before));
}

function succeeded(happened: Happened, { judge }: World): readonly Run[] {
  return runsOf(happened, judge).filter(({ outcome }) => outcome === "success");
}

function facetsAre(
  happened: Happened,
  { judge }: World,
  expected: Readonly<Record<string, string>>,
): string | undefined {
  const facets = assessmentOf(happened, judge)?.facets;
  if (facets === undefined) return `${runsOf(happened, judge).length} runs of the function, and no facets`;
  const wrong = Object.entries(expected).filter(([name, state]) => facets[name] !== state);
  return wrong.length === 0
    ? undefined
    : wrong.map(([name, state]) => `${name} is ${facets[name] ?? "not there"}, not ${state}`).join(", ");
}
