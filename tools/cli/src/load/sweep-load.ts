import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { assessmentIn, DETAIL_TYPES, sweepSchema } from "@security-auto/assessment";
import { type CallTrace, type LocalCloud, withFollowUps } from "@security-auto/local-cloud";
import { openRegister, openSweeps, type SweepItem } from "@security-auto/register";
import { cloudTrailEvent } from "@security-auto/testing";
import { withLocalStack } from "../stack/local-stack";
import { sweepSchedule } from "../sweep/sweep-schedule";
import { type CallsOfChange, s3Calls } from "./bucket-calls";
import { sessionsOf } from "./sessions";
import { type SweepOutcome, sweepProblems, type SweptState } from "./sweep-ledger";
import {
  type BucketKind,
  changingBuckets,
  HOME,
  REGION,
  sweptAccounts,
  sweptBuckets,
  WITHOUT_ROLE,
  type WorldBucket,
  worldOf,
  type WorldSize,
} from "./swept-world";
import { withSweepingStack } from "./sweeping-stack";

const TABLE = { tableName: "security-auto" };

export interface SweepLoad {
  /** As the register has them. */
  readonly counts: Pick<SweepItem, "listed" | "assessed" | "failed">;
  /** Calls of AssumeRole, and instances of functions that made them. */
  readonly assumptions: number;
  readonly instances: number;
  /** Calls to S3 by which a closed bucket is judged. */
  readonly callsOfBucket: number;
  readonly ms: number;
  readonly problems: readonly string[];
}

/** Sweeps accounts of so many buckets to the end, and compares what came of it with what they are. */
export async function sweepLoad(root: string, size: WorldSize, maxConcurrency: number): Promise<SweepLoad> {
  const buckets = sweptBuckets(size);
  const changing = changingBuckets("load");
  return withSweepingStack(root, [...sweptAccounts(size), WITHOUT_ROLE], (synthesized) => {
    const scenario = worldOf([...buckets, ...changing]);
    const options = { synthesized, scenario, keepHistory: false, explain: false, maxConcurrency };
    return withLocalStack(root, options, async (cloud) => {
      const calls = await callsOfChanges(cloud, changing);
      const begun = performance.now();
      const outcome = await sweepWhole(cloud);
      const ms = performance.now() - begun;
      const sessions = sessionsOf(outcome.invocations);
      return {
        counts: outcome.item ?? { listed: 0, assessed: 0, failed: 0 },
        assumptions: [...sessions.values()].reduce((sum, times) => sum + times, 0),
        instances: new Set(outcome.invocations.map(({ function: name, logStream }) => `${name} ${logStream}`))
          .size,
        callsOfBucket: calls.get("closed")?.length ?? 0,
        ms,
        problems: sweepProblems(buckets, outcome, calls),
      };
    });
  });
}

/** What is called after a change of a bucket of each kind, in a stack that has nothing else to do. */
async function callsOfChanges(cloud: LocalCloud, changing: readonly WorldBucket[]): Promise<CallsOfChange> {
  const calls = new Map<BucketKind, readonly string[]>();
  for (const { name: bucket, account, kind } of changing) {
    const trace = await cloud.putEvent(cloudTrailEvent({ eventName: "PutBucketTagging", bucket, account }));
    const judged = trace.invocations.find(({ response }) => assessmentIn(response)?.bucket === bucket);
    if (judged !== undefined) calls.set(kind, s3Calls(judged));
  }
  return calls;
}

/** Fires the schedule, and reads what came of it when all of it has ended. */
async function sweepWhole(cloud: LocalCloud): Promise<SweepOutcome> {
  const schedule = sweepSchedule(cloud);
  if (schedule === undefined) throw new Error("the environment has no schedule for sweeps");
  const trace = await cloud.fireSchedule(schedule);
  return { ...inTrace(trace), ...(await inRegister(cloud)) };
}

function inTrace(trace: CallTrace): Pick<SweepOutcome, "events" | "invocations" | "lost"> {
  const followUps = trace.followUps.flatMap(withFollowUps);
  const all = [trace, ...followUps];
  return {
    events: followUps.flatMap(({ event }) =>
      event.detailType === DETAIL_TYPES.sweepFinished ? [sweepSchema.parse(event.detail)] : [],
    ),
    invocations: all.flatMap(({ invocations }) => invocations),
    lost: all.flatMap(({ lost }) => lost.map(({ what, because }) => `${what}: ${because}`)),
  };
}

async function inRegister(cloud: LocalCloud): Promise<Pick<SweepOutcome, "item" | "accounts" | "states">> {
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId: HOME, userName: "load" }),
  });
  try {
    const sweeps = openSweeps(client, TABLE);
    const states: SweptState[] = [];
    for await (const item of openRegister(client, TABLE).items()) {
      if (item.item !== "bucket-state" || item.assessment.cause !== "request") continue;
      const { bucket, assessment } = item;
      const { sweep } = assessment.request;
      if (sweep !== undefined) states.push({ bucket, verdict: assessment.verdict, sweep });
    }
    for await (const item of sweeps.sweeps())
      return { item, accounts: await sweeps.accounts(item.sweep), states };
    return { item: undefined, accounts: [], states };
  } finally {
    client.destroy();
  }
}
