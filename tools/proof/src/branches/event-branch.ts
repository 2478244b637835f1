import type { S3AccessCall } from "@security-auto/events";
import type { Branch } from "./branch";
import { type Happened, happenedIn, runsOf } from "./happened";
import { recordedEvent } from "./recorded-event";
import type { Owner, World } from "./world";

/** A branch that begins with an event on the central bus. */
export function event(
  name: string,
  { owner, bucket }: { readonly owner: Owner | "stranger"; readonly bucket: string },
  missed: Branch["missed"],
): Branch {
  return { name, stage: "whole", run: (world) => changed(world, owner, bucket), missed };
}

/** What follows from a change of a bucket that CloudTrail recorded. */
export async function changed(
  { cloud, accounts, region }: World,
  owner: Owner | "stranger",
  bucket: string,
): Promise<Happened> {
  const call: S3AccessCall = "PutBucketTagging";
  const event = recordedEvent({ call, account: accounts[owner], region, bucket });
  return happenedIn([await cloud.putEvent(event)]);
}

/** The branches of every function that a change of a bucket invokes: it runs, and it fails every attempt. */
export function branchesOfFunction(construct: string): readonly Branch[] {
  const name = ({ functionOf }: World): string => functionOf(construct);
  const runs = event(
    `${construct} runs for a change`,
    { owner: "home", bucket: "full-home" },
    (happened, world) =>
      some(
        "runs of the function that succeeded",
        runsOf(happened, name(world)).filter(({ outcome }) => outcome === "success"),
      ),
  );
  return [runs, failsEveryAttempt(construct, name)].map((branch) => ({ ...branch, construct }));
}

/** A function fails every attempt, and Lambda sends the event to the failure queue. */
export function failsEveryAttempt(who: string, nameIn: (world: World) => string): Branch {
  return {
    ...event(`${who} fails every attempt`, { owner: "home", bucket: "bare-home" }, ({ deadLetters }, world) =>
      some(
        "events sent to the queue by the function's role",
        deadLetters.filter(
          ({ reason, body }) => reason === "on-failure" && body.includes(`:function:${nameIn(world)}`),
        ),
      ),
    ),
    stage: "broken function",
  };
}

/** One at least: what else listens to the event may set off more. */
export function some(what: string, found: readonly unknown[]): string | undefined {
  return found.length > 0 ? undefined : `no ${what}`;
}

/** `target`: a part of the ARN of the target that EventBridge could not deliver to. */
export function undeliverable({ deadLetters }: Happened, target: string): string | undefined {
  return some(
    "events sent to the queue by EventBridge",
    deadLetters.filter(
      ({ reason, attributes }) =>
        reason === "delivery" && attributes["TARGET_ARN"]?.includes(target) === true,
    ),
  );
}
