import { BUCKETS_NOT_LISTED_EXAMPLE, DETAIL_TYPES, type SweepRequest } from "@security-auto/assessment";
import type { Stack } from "../stack/read-stack";
import { hasResource } from "../stack/read-stack";
import type { Branch } from "./branch";
import { some, undeliverable } from "./event-branch";
import { type Happened, happenedIn, runsOf } from "./happened";
import { invokedByOperator } from "./invoked-by-operator";
import { putOnPrivateBus } from "./private-event";
import { recordedEvent } from "./recorded-event";
import { inRegister } from "./the-register";
import { type Owner, OWNERS, type World } from "./world";

/** In the central stack, the constructs of the function that sweeps, and of the one that keeps the register. */
const CONSTRUCT = "SecurityAutoSweep";
const KEEPER = "SecurityAutoFindings";

/** `security-auto-sweep` uses all that it may do, in its own role and in the member account's. */
export const SWEEP_BRANCHES: readonly Branch[] = [
  {
    name: "a bucket of the register that is not listed any more is closed as deleted",
    stage: "whole" as const,
    run: sweptWithDeleted,
    missed: (happened: Happened, { functionOf }: World) =>
      some(
        "lists of such buckets on the private bus",
        happened.events.filter((detailType) => detailType === DETAIL_TYPES.bucketsNotListed),
      ) ??
      some(
        "runs of the function that keeps the register for such a list",
        runsOf(happened, functionOf(KEEPER)).filter(({ call }) => call === null),
      ),
  },
  ...OWNERS.map((owner) => ({
    name: `${owner}: an operator who may invoke the function and nothing else has each bucket of the account assessed`,
    stage: "whole" as const,
    run: (world: World) => sweptByOperator(world, owner),
    missed: (happened: Happened) =>
      some(
        "assessments on the private bus",
        happened.events.filter((detailType) => detailType === DETAIL_TYPES.assessed),
      ) ?? ended(happened),
  })),
  {
    name: "the schedule starts a sweep",
    stage: "whole" as const,
    isPossible: hasSchedule,
    run: fired,
    missed: ended,
  },
  {
    name: "a change of an account's block starts a sweep of the account",
    stage: "whole" as const,
    run: accountChanged,
    missed: ended,
  },
  {
    name: "the function that sweeps fails every attempt",
    stage: "broken function" as const,
    run: accountChanged,
    missed: ({ deadLetters }: Happened) =>
      some(
        "messages given up by the function's queue",
        deadLetters.filter(({ reason }) => reason === "max-receive-count"),
      ),
  },
  {
    name: "EventBridge cannot put a change of an account into the queue of the function that sweeps",
    stage: "targets deleted" as const,
    run: accountChanged,
    missed: (happened: Happened) => undeliverable(happened, ":sqs:"),
  },
  {
    name: "EventBridge Scheduler cannot put the start of a sweep into that queue",
    stage: "targets deleted" as const,
    isPossible: hasSchedule,
    run: fired,
    missed: ({ deadLetters }: Happened) =>
      some(
        "starts sent to the failure queue by the schedule's role",
        deadLetters.filter(({ attributes }) => attributes["SCHEDULE_ARN"] !== undefined),
      ),
  },
  {
    name: "EventBridge cannot deliver what a sweep did not list to the function that keeps the register",
    stage: "targets deleted" as const,
    run: (world: World) => putOnPrivateBus(world, DETAIL_TYPES.bucketsNotListed, BUCKETS_NOT_LISTED_EXAMPLE),
    missed: (happened: Happened, { functionOf }: World) =>
      undeliverable(happened, `:function:${functionOf(KEEPER)}`),
  },
].map((branch) => ({ ...branch, construct: CONSTRUCT }));

function hasSchedule(stack: Stack): boolean {
  return hasResource(stack, "AWS::Scheduler::Schedule", "SweepSchedule");
}

function sweptByOperator(world: World, owner: Owner): Promise<Happened> {
  const request: SweepRequest = {
    version: "1",
    request: "sweep",
    account: world.accounts[owner],
    by: "arn:aws:iam::111122223333:user/noor",
  };
  return invokedByOperator(world, world.functionOf(CONSTRUCT), request);
}

const HOUR_MS = 60 * 60 * 1000;

async function sweptWithDeleted(world: World): Promise<Happened> {
  await sweptByOperator(world, "home");
  await inRegister(world, async (register) => {
    const { state } = await register.partition(world.accounts.home, "bare-home");
    const observedAt = new Date(Date.now() - HOUR_MS).toISOString();
    if (state !== undefined)
      await register.putState({ ...state, bucket: "deleted-home", observedAt }, undefined);
  });
  return sweptByOperator(world, "home");
}

async function fired({ cloud }: World): Promise<Happened> {
  const schedule = cloud.schedules.find((each) => each.call === "sqs:SendMessage");
  if (schedule === undefined) return happenedIn([]);
  const { call, ...parts } = await cloud.fireSchedule(schedule.name);
  await cloud.settled();
  const event = { id: null, name: call, detailType: null };
  return happenedIn([{ ...parts, event, bus: "", accepted: true, rules: [] }]);
}

async function accountChanged({ cloud, accounts, region }: World): Promise<Happened> {
  const event = recordedEvent({
    call: "PutAccountPublicAccessBlock",
    account: accounts.home,
    region,
    bucket: "",
  });
  const happened = happenedIn([await cloud.putEvent(event)]);
  await cloud.settled();
  return happened;
}

function ended(happened: Happened): string | undefined {
  return some(
    "sweeps that ended, on the private bus",
    happened.events.filter((detailType) => detailType === DETAIL_TYPES.sweepFinished),
  );
}
