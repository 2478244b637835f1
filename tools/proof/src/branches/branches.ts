import type { S3AccessCall } from "@security-auto/events";
import type { Branch } from "./branch";
import { answersIn, type Happened, happenedIn } from "./happened";
import { recordedEvent } from "./recorded-event";
import { awayFrom, type Owner, OWNERS, type World } from "./world";
import { CALLS, dataOwner } from "./writes";

/** Every branch of the work, the short ones first: a mutant is tried on the first branch that needs what it changes. */
export const BRANCHES: readonly Branch[] = [
  ...OWNERS.map(writeForwarded),
  ...OWNERS.map(everyFacetPresent),
  ...OWNERS.map(everyFacetAbsent),
  ...OWNERS.map(otherRegion),
  ...OWNERS.map(delegated),
  ...OWNERS.map(noBucket),
  noRole(),
  ...OWNERS.map(everyCall),
  ...OWNERS.map(everyFacetDenied),
  functionFails(),
  ...OWNERS.map(forwardingFails),
  invocationFails(),
];

function everyCall(owner: Owner): Branch {
  return {
    name: `${owner}: each call of the table`,
    stage: "whole",
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
    missed: (happened) => expect("runs of the function", succeeded(happened), CALLS.length),
  };
}

function writeForwarded(owner: Owner): Branch {
  return {
    name: `${owner}: a write reaches the function by the account's own rule`,
    stage: "whole",
    run: (world) => writeOnce(world, owner),
    missed: (happened) => expect("runs of the function", succeeded(happened), 1),
  };
}

function everyFacetPresent(owner: Owner): Branch {
  return event(`${owner}: every facet present`, { owner, bucket: `full-${owner}` }, (happened) =>
    facetsAre(happened, {
      policy: "present",
      tags: "present",
      publicAccessBlock: "present",
      ownership: "present",
    }),
  );
}

function everyFacetAbsent(owner: Owner): Branch {
  return event(`${owner}: every facet absent`, { owner, bucket: `bare-${owner}` }, (happened) =>
    facetsAre(happened, {
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
    ...event(`${owner}: every facet denied`, { owner, bucket: `closed-${owner}` }, (happened) =>
      facetsAre(happened, {
        acl: denied,
        policy: denied,
        policyStatus: denied,
        tags: denied,
        location: denied,
        publicAccessBlock: denied,
        ownership: denied,
        accountPublicAccessBlock: denied,
      }),
    ),
    stage: "closed",
  };
}

function otherRegion(owner: Owner): Branch {
  return event(
    `${owner}: the bucket is in another region`,
    { owner, bucket: `away-${owner}` },
    (happened, { region }) => {
      const right = awayFrom(region);
      const found = answersIn(happened)[0]?.assessment?.region;
      return found === right ? undefined : `the region is told to be ${found ?? "nowhere"}, not ${right}`;
    },
  );
}

function delegated(owner: Owner): Branch {
  return event(
    `${owner}: the bucket policy delegates to access points`,
    { owner, bucket: `shared-${owner}` },
    (happened) => facetsAre(happened, { policy: "present", accessPoints: "present" }),
  );
}

function noBucket(owner: Owner): Branch {
  return event(`${owner}: the bucket is gone`, { owner, bucket: `gone-${owner}` }, (happened) =>
    answersIn(happened)[0]?.assessment?.gone === true ? undefined : "the bucket was not found to be gone",
  );
}

function noRole(): Branch {
  return event(
    "an account without the member stack",
    { owner: "stranger", bucket: "unreachable" },
    (happened) => facetsAre(happened, { policy: "denied" }),
  );
}

function functionFails(): Branch {
  return {
    ...event(
      "the function fails every attempt",
      { owner: "home", bucket: "bare-home" },
      ({ deadLetters, alarms }) =>
        expect(
          "events parked by the function's role",
          deadLetters.filter(({ reason }) => reason === "on-failure").length,
          1,
        ) ?? expect("alarms", alarms.filter(({ state }) => state === "ALARM").length, 1),
    ),
    stage: "broken function",
  };
}

function invocationFails(): Branch {
  return {
    ...event("EventBridge cannot reach the function", { owner: "home", bucket: "bare-home" }, undeliverable),
    stage: "targets gone",
  };
}

function forwardingFails(owner: Owner): Branch {
  return {
    name: `${owner}: EventBridge cannot reach the central bus`,
    stage: "targets gone",
    run: (world) => writeOnce(world, owner),
    missed: undeliverable,
  };
}

function undeliverable({ deadLetters }: Happened): string | undefined {
  return expect(
    "events parked by EventBridge",
    deadLetters.filter(({ reason }) => reason === "delivery").length,
    1,
  );
}

/** A branch that begins with an event on the central bus. */
function event(
  name: string,
  { owner, bucket }: { readonly owner: Owner | "stranger"; readonly bucket: string },
  missed: Branch["missed"],
): Branch {
  const call: S3AccessCall = "PutBucketTagging";
  return {
    name,
    stage: "whole",
    run: async ({ cloud, accounts, region }) =>
      happenedIn([await cloud.putEvent(recordedEvent({ call, account: accounts[owner], region, bucket }))]),
    missed,
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

function succeeded({ invocations }: Happened): number {
  return invocations.filter(({ outcome }) => outcome === "success").length;
}

function facetsAre(happened: Happened, expected: Readonly<Record<string, string>>): string | undefined {
  const [answer, ...others] = answersIn(happened);
  const facets = answer?.assessment?.facets;
  if (facets === undefined || others.length > 0) return `${happened.invocations.length} runs, and no facets`;
  const wrong = Object.entries(expected).filter(([name, state]) => facets[name] !== state);
  return wrong.length === 0
    ? undefined
    : wrong.map(([name, state]) => `${name} is ${facets[name] ?? "not told"}, not ${state}`).join(", ");
}

function expect(what: string, found: number, wanted: number): string | undefined {
  return found === wanted ? undefined : `${found} ${what}, not ${wanted}`;
}
