import { setTimeout as pause } from "node:timers/promises";
import { assessmentIn } from "@security-auto/assessment";
import { type LocalCloud, type Trace, withFollowUps } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { withLocalStack } from "../stack/local-stack";
import { sweepSchedule } from "../sweep/sweep-schedule";
import { difference } from "./difference";
import {
  changingBuckets,
  sweptAccounts,
  sweptBuckets,
  type WorldBucket,
  worldOf,
  type WorldSize,
} from "./swept-world";
import { withSweepingStack } from "./sweeping-stack";

/** The queue in which requests wait, in the environment `example`. */
const REQUESTS = "security-auto-S3-requests";

/** More than the requests that are judged at once: Lambda would start as many as changes come. */
const PROCESSES = 25;

const LOOK_EVERY_MS = 50;

/** Ends a run in which a change waits behind the requests, which are never judged. Nothing else depends on the time it takes. */
const GIVE_UP_MS = 600_000;

/** Changes in the middle of the sweep: so often one of a bucket of each kind. */
const ROUNDS = 3;

export interface LiveChangeLoad {
  readonly buckets: number;
  readonly changes: number;
  /** The fewest requests that waited when a change was put. */
  readonly waiting: number;
  readonly problems: readonly string[];
}

/** What followed from a change, each thing once: a machine that is busy may have had some of it done twice. */
interface Followed {
  readonly verdict: string | undefined;
  readonly ran: readonly string[];
  readonly events: readonly string[];
  readonly topics: readonly string[];
}

/**
 * Has a sweep ask for assessments of so many buckets, puts changes while at least half of the requests wait, and compares what follows from
 * each with what follows from the same change in a stack that has nothing else to do. No request is ever judged, and the sweep is not waited for.
 */
export async function liveChangeLoad(root: string, size: WorldSize): Promise<LiveChangeLoad> {
  const buckets = sweptBuckets(size).filter(({ kind }) => kind !== "failing");
  const accounts = sweptAccounts(size);
  const calm = changingBuckets("calm");
  const live = Array.from({ length: ROUNDS }, (_, round) => changingBuckets(`live-${round}`)).flat();
  return withSweepingStack(root, accounts, (synthesized) => {
    const scenario = worldOf([...buckets, ...calm, ...live]);
    const options = { synthesized, scenario, keepHistory: false, explain: false, maxConcurrency: PROCESSES };
    return withLocalStack(root, options, async (cloud) => {
      const usual = new Map<string, Followed>();
      for (const bucket of calm) usual.set(bucket.kind, followed(await change(cloud, bucket)));
      holdRequests(cloud, accounts);
      beginSweep(cloud);
      while (waitingIn(cloud) < buckets.length / 2) await pause(LOOK_EVERY_MS);
      const problems: string[] = [];
      let waiting = Infinity;
      for (const bucket of live) {
        waiting = Math.min(waiting, waitingIn(cloud));
        const what = `what follows from a change of ${bucket.name} while ${waiting} requests wait`;
        const trace = await Promise.race([
          change(cloud, bucket),
          pause(GIVE_UP_MS, undefined, { ref: false }),
        ]);
        problems.push(...difference(what, trace && followed(trace), usual.get(bucket.kind)));
        if (trace === undefined) break;
      }
      return {
        buckets: buckets.length,
        changes: live.length,
        waiting,
        problems,
      };
    });
  });
}

/**
 * S3 answers no read of a swept bucket: requests hold every instance that they may have, and none is ever judged, however fast the machine is.
 */
function holdRequests(cloud: LocalCloud, accounts: readonly string[]): void {
  const fault = { kind: "hang" } as const;
  cloud.setFaults(accounts.map((account) => ({ service: "s3", call: "GetBucketAcl", account, fault })));
}

/** Nobody waits for it: it ends with the cloud. */
function beginSweep(cloud: LocalCloud): void {
  const schedule = sweepSchedule(cloud);
  if (schedule === undefined) throw new Error("the environment has no schedule for sweeps");
  cloud.fireSchedule(schedule).catch(() => undefined);
}

const waitingIn = (cloud: LocalCloud): number => cloud.queue(REQUESTS)?.depth ?? 0;

function change(cloud: LocalCloud, { name, account }: WorldBucket): Promise<Trace> {
  return cloud.putEvent(cloudTrailEvent({ eventName: "PutBucketTagging", bucket: name, account }));
}

function followed(trace: Trace): Followed {
  const all = withFollowUps(trace);
  const runs = all.flatMap(({ invocations }) => invocations).filter(({ outcome }) => outcome === "success");
  return {
    verdict: runs.flatMap(({ response }) => assessmentIn(response) ?? [])[0]?.verdict,
    ran: distinct(runs.map((run) => run.function)),
    events: distinct(all.map(({ event }) => event.detailType ?? "")),
    topics: distinct(
      all.flatMap(({ notifications }) =>
        notifications.filter(({ subject }) => !subject.startsWith(ALARM)).map(({ topic }) => topic),
      ),
    ),
  };
}

/** The subject of an alarm's mail begins so: an attempt that a busy machine let time out raises one, and no change does. */
const ALARM = "ALARM: ";

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
